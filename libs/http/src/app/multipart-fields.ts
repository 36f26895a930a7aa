/** Text fields of a small multipart/form-data body (RFC 7578); what is no text field of it is an empty name, which no schema of ours knows. */
export const multipartFields = (body: string, contentType: string): Readonly<Record<string, string>> => {
  const boundary = /;\s*boundary="?([^";\s]{1,70})/i.exec(contentType)?.[1];
  if (boundary === undefined) return { '': body };
  const parts = `\r\n${body}`.split(`\r\n--${boundary}`).slice(1, -1);
  return Object.fromEntries(
    parts.map((part) => {
      const end = part.indexOf('\r\n\r\n');
      const name = /^content-disposition: *form-data; *name="([^"]*)" *$/im.exec(part.slice(0, Math.max(end, 0)))?.[1];
      return [name ?? '', part.slice(end + 4)];
    }),
  );
};
