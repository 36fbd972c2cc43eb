/** What a part of a document is called where the document does not say it itself. */
export type PartName =
  | 'Figure'
  | 'Table'
  | 'Equation'
  | 'Section'
  | 'Example'
  | 'Exercise'
  | 'Problem'
  | 'Solution'
  | 'Note'
  | 'Abstract'
  | 'Glossary';

const ORDER: readonly PartName[] = [
  ...(['Figure', 'Table', 'Equation', 'Section', 'Example'] as const),
  ...(['Exercise', 'Problem', 'Solution', 'Note', 'Abstract', 'Glossary'] as const),
];

const NAMES = new Map(
  Object.entries({
    de: 'Abbildung Tabelle Gleichung Abschnitt Beispiel Übung Aufgabe Lösung Hinweis Zusammenfassung Glossar',
    es: 'Figura Tabla Ecuación Sección Ejemplo Ejercicio Problema Solución Nota Resumen Glosario',
    fr: 'Figure Tableau Équation Section Exemple Exercice Problème Solution Remarque Résumé Glossaire',
    it: 'Figura Tabella Equazione Sezione Esempio Esercizio Problema Soluzione Nota Sommario Glossario',
    pt: 'Figura Tabela Equação Seção Exemplo Exercício Problema Solução Nota Resumo Glossário',
    pl: 'Rysunek Tabela Równanie Sekcja Przykład Ćwiczenie Zadanie Rozwiązanie Uwaga Streszczenie Słowniczek',
  }).map(([language, names]) => [language, names.split(' ')] as const),
);

/** The name of a part in a language (ISO 639-1), in English where it is not known here. */
export function partName(part: PartName, language: string | null): string {
  return NAMES.get(language ?? '')?.[ORDER.indexOf(part)] ?? part;
}
