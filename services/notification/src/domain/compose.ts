import { oneLine, text, type Content } from './content.ts';
import type { Locale } from './format.ts';
import { isOptional } from './mail-kinds.ts';
import { english } from './templates/en/language.ts';
import { indonesian } from './templates/id/language.ts';
import { pageOf } from './templates/order-lines.ts';
import type { Details, Language } from './templates/template.ts';
import type { TemplateName, Written, WrittenAs } from './template-facts.ts';

export const languages: Readonly<Record<Locale, Language>> = { id: indonesian, en: english };

const titleIn = <Name extends TemplateName>({ templates }: Language, { template, facts }: WrittenAs<Name>): string =>
  oneLine(templates[template].title(facts));

const bodyIn = <Name extends TemplateName>({ templates }: Language, { template, facts }: WrittenAs<Name>, details: Details) =>
  templates[template].body(facts, details);

/** Line of the feed. Replicas of two releases run side by side, so one may meet a kind that it has no words for; its mail waits for the other. */
export const titleOf = (written: Written, locale: Locale): string => {
  const language = languages[locale];
  return Object.hasOwn(language.templates, written.template) ? titleIn(language, written) : language.news;
};

/** `unsubscribeCode` is the signed code of a mail that is no duty. */
export type Addressee = { readonly locale: Locale; readonly name?: string; readonly unsubscribeCode?: string };

/** The whole mail, before it becomes a text and a page. */
export const compose = (written: Written, details: Details, { locale, name, unsubscribeCode }: Addressee): Content => {
  const language = languages[locale];
  const greeting = name === undefined ? [] : [text(language.greeting(name))];
  return {
    language: locale,
    title: titleIn(language, written),
    blocks: [...greeting, ...bodyIn(language, written, details)],
    footer: language.footer,
    ...(unsubscribeCode !== undefined &&
      isOptional(written.template) && {
        unsubscribe: { label: language.unsubscribe, url: pageOf(details, `/unsubscriptions#code=${unsubscribeCode}`) },
      }),
  };
};
