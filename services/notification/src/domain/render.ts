import type { Block, Content, Unsubscribe } from './content.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

/** Read out and typed, so a line ends within one only where the screen is narrower than the number. */
const orderNumbers = /\bWDH-\d{8}-[A-Z0-9]{6}\b/g;

const textAsHtml = (value: string): string =>
  escapeHtml(value).replace(orderNumbers, (number) => `<span style="display:inline-block">${number}</span>`);

const blockAsText = (block: Block): string => {
  switch (block.kind) {
    case 'text':
      return block.text;
    case 'code':
      return `    ${block.value}`;
    case 'facts':
      return block.rows.map(([label, value]) => `${label}: ${value}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'link':
      return `${block.label}:\n${block.url}`;
  }
};

const unsubscribeAsText = ({ label, url }: Unsubscribe): string => `\n${label}: ${url}`;

export const renderText = ({ title, blocks, footer, unsubscribe }: Content): string => {
  const end = `-- \n${footer}${unsubscribe === undefined ? '' : unsubscribeAsText(unsubscribe)}`;
  return [title, ...blocks.map(blockAsText), end].join('\n\n').concat('\n');
};

/** Label above value: side by side, a long one of either pushes the other off a phone. */
const row = ([label, value]: readonly [string, string]): string =>
  `<tr><td style="padding:0 0 8px"><span style="font-size:14px;color:#5b6470">${escapeHtml(label)}</span><br><strong>${escapeHtml(value)}</strong></td></tr>`;

/** What is typed by hand is large; what is only copied, as a QR text, is small and wraps. */
const codeStyle = (value: string): string =>
  value.length <= 24 ? 'font:600 20px/1.4 monospace;letter-spacing:2px' : 'font:14px/1.5 monospace';

const blockAsHtml = (block: Block): string => {
  switch (block.kind) {
    case 'text':
      return `<p style="margin:0 0 16px">${textAsHtml(block.text)}</p>`;
    case 'code':
      return `<p style="margin:0 0 16px;padding:12px 16px;background:#f2f5f3;border-radius:6px;word-break:break-all;${codeStyle(block.value)}">${escapeHtml(block.value)}</p>`;
    case 'facts':
      return `<table role="presentation" style="width:100%;margin:0 0 8px;border-collapse:collapse;table-layout:fixed">${block.rows.map(row).join('')}</table>`;
    case 'list':
      return `<ul style="margin:0 0 16px;padding-left:20px">${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'link':
      return `<p style="margin:0 0 16px"><a href="${escapeHtml(block.url)}" style="display:inline-block;padding:10px 16px;border-radius:6px;background:#0b6b4f;color:#fff;text-decoration:none">${escapeHtml(block.label)}</a></p>`;
  }
};

const unsubscribeAsHtml = ({ label, url }: Unsubscribe): string =>
  `<p style="margin:8px 0 0;font-size:13px"><a href="${escapeHtml(url)}" style="color:#5b6470">${escapeHtml(label)}</a></p>`;

const viewport = '<meta name="viewport" content="width=device-width,initial-scale=1">';

/** Both, since mail programs know one or the other; a name without a space may be longer than a phone is wide. */
const wrap = 'overflow-wrap:anywhere;word-break:break-word';

/** One self-contained page: no script, no picture, no style sheet from elsewhere. */
export const renderHtml = ({ language, title, blocks, footer, unsubscribe }: Content): string =>
  [
    `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8">${viewport}<title>${escapeHtml(title)}</title></head>`,
    `<body style="margin:0;background:#e9eeeb;font:16px/1.5 system-ui,sans-serif;color:#1d2329;${wrap}"><div style="max-width:600px;margin:0 auto;padding:16px">`,
    '<p style="margin:0 0 16px;font-weight:700;color:#0b6b4f">Wadah</p><div style="background:#fff;border-radius:8px;padding:20px">',
    `<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${textAsHtml(title)}</h1>`,
    ...blocks.map(blockAsHtml),
    `</div><p style="margin:16px 0 0;font-size:13px;color:#5b6470">${escapeHtml(footer)}</p>${unsubscribe === undefined ? '' : unsubscribeAsHtml(unsubscribe)}</div></body></html>`,
  ].join('\n');
