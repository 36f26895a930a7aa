import type { Request } from 'express';

/** Letters, digits, dash, underscore, tilde and full stop, at most fifty: the provider's rule for order ids. */
export const orderIdPattern = /^[A-Za-z0-9._~-]{1,50}$/;

export const orderIdOf = (request: Request): string => String(request.params['orderId'] ?? '');
