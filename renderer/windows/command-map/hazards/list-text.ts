// Several words in one line, parted as the language parts them.
import type { Language } from '../../../../shared/i18n/language.ts';

export const listText = (words: readonly string[], language: Language): string => words.join(language === 'zh-CN' ? '、' : ', ');
