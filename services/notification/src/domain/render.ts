import type { Block, Content } from './content.ts';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

export const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (sign) => entities[sign] ?? '');

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

export const renderText = ({ title, blocks, footer }: Content): string =>
  [title, ...blocks.map(blockAsText), `-- \n${footer}`].join('\n\n').concat('\n');

const row = ([label, value]: readonly [string, string]): string =>
  `<tr><td style="padding:4px 16px 4px 0;color:#5b6470">${escapeHtml(label)}</td><td style="padding:4px 0"><strong>${escapeHtml(value)}</strong></td></tr>`;

const blockAsHtml = (block: Block): string => {
  switch (block.kind) {
    case 'text':
      return `<p style="margin:0 0 16px">${escapeHtml(block.text)}</p>`;
    case 'code':
      return `<p style="margin:0 0 16px;padding:12px 16px;background:#f2f5f3;border-radius:6px;font:600 20px/1.4 monospace;letter-spacing:2px;word-break:break-all">${escapeHtml(block.value)}</p>`;
    case 'facts':
      return `<table role="presentation" style="margin:0 0 16px;border-collapse:collapse">${block.rows.map(row).join('')}</table>`;
    case 'list':
      return `<ul style="margin:0 0 16px;padding-left:20px">${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'link':
      return `<p style="margin:0 0 16px"><a href="${escapeHtml(block.url)}" style="color:#0b6b4f">${escapeHtml(block.label)}</a></p>`;
  }
};

/** One self-contained page: no script, no picture, no style sheet from elsewhere. */
export const renderHtml = ({ language, title, blocks, footer }: Content): string =>
  [
    `<!doctype html><html lang="${escapeHtml(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>`,
    '<body style="margin:0;background:#e9eeeb;font:16px/1.5 system-ui,sans-serif;color:#1d2329"><div style="max-width:600px;margin:0 auto;padding:24px">',
    '<p style="margin:0 0 16px;font-weight:700;color:#0b6b4f">Wadah</p><div style="background:#fff;border-radius:8px;padding:24px">',
    `<h1 style="margin:0 0 16px;font-size:20px">${escapeHtml(title)}</h1>`,
    ...blocks.map(blockAsHtml),
    `</div><p style="margin:16px 0 0;font-size:13px;color:#5b6470">${escapeHtml(footer)}</p></div></body></html>`,
  ].join('\n');
