export { detectLanguage, languageCode } from '../text/language.ts';
