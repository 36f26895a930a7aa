import { categoryChangedV1 } from '@wadah/contracts';
import { consumer } from '@wadah/messaging';
import type { FollowCategory } from '../../app/follow-category.ts';

/** Reads the category as it is now, so the order of changes does not matter. */
export const categoryConsumer = (follow: FollowCategory) => consumer(categoryChangedV1, ({ data }) => follow(data.categoryId));
