const LINK = /\[\[[^[\]\n]{1,300}\]\]/g;
const TEMPLATE = /\{\{[^{}]{1,2000}\}\}/g;
const HEADING = /^={2,6}[^=\n][^\n]{0,200}[^=\n]={2,6}[^\S\n]*$/m;
const BOLD = /'''[^'\n]{1,200}'''/;
const CATEGORY =
  /\[\[(?:Category|Kategorie|Catégorie|Categoría|Categoria|Kategoria|Категория|Kategori|分类|Categorie):/i;
const TABLE = /^\{\|[^\n]*\n(?:[|!])/m;

/** Characters for each link or template at the most; real pages have one in a hundred. */
const SPARSEST = 600;
const LEAST_LINKS = 3;

/**
 * Whether a text can only be wikitext: links in double brackets, thickly, and one more thing that only wikis write:
 * headings between equal signs, bold in three apostrophes, tables of `{|`, categories. Notes that link in double brackets
 * (Obsidian, Org) have none of these.
 */
export function isWikitext(text: string): boolean {
  const links = text.match(LINK)?.length ?? 0;
  if (links < LEAST_LINKS) return false;
  const marks = links + (text.match(TEMPLATE)?.length ?? 0);
  return (
    marks * SPARSEST >= text.length &&
    (HEADING.test(text) || BOLD.test(text) || CATEGORY.test(text) || TABLE.test(text))
  );
}
