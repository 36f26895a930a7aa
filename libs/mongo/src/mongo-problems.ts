import en from '../problems.json' with { type: 'json' };
import id from '../problems.id.json' with { type: 'json' };

/** The words of this package's own refusals. */
export const mongoProblems = { en, id };
