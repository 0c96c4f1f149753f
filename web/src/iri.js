// IRIs: where the page of one of ours lies, and how one is written in short.

/**
 * Give the path of the page that tells of an IRI, from the site's root; undefined for one that has none there.
 *
 * On a static site pages are folders; what disks trip over is not found by its name there.
 */
export function localPath(iri, base, isServed) {
  const [, vocabulary] = /^https:\/\/w3id\.org\/limen\/(ns(?:#.*)?)$/.exec(iri) ?? [];
  if (!vocabulary && !iri.startsWith(base)) return undefined;
  const [local, fragment] = (vocabulary ?? iri.slice(base.length)).split("#", 2);
  if (!isServed && /[%\\:*?"<>|]/.test(local)) return undefined;
  const isDocument = local === "ns" || local === "shapes" || /^(graph|page)\//.test(local);
  const path = isDocument || !local ? local : `doc/${local}`;
  return path + (isServed || !path ? "" : "/") + (fragment ? `#${fragment}` : "");
}

/** Write an IRI with the longest prefix that fits, or as it is. */
export function shortened(iri, prefixes) {
  const fitting = Object.entries(prefixes).filter(([, namespace]) => iri.startsWith(namespace));
  const [prefix, namespace] = fitting.sort(([, a], [, b]) => b.length - a.length)[0] ?? [];
  return prefix === undefined ? iri : `${prefix}:${iri.slice(namespace.length)}`;
}
