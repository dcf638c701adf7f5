// The four warning colours; they mean levels and nothing else, always with the word.
import { choice, type Choice } from './field.ts';

export const LEVELS: readonly Choice[] = [
  choice('red', '红', 'red', ['红色', 'Ⅰ', 'I', '特别重大']),
  choice('orange', '橙', 'orange', ['橙色', 'Ⅱ', 'II', '重大']),
  choice('yellow', '黄', 'yellow', ['黄色', 'Ⅲ', 'III', '较大']),
  choice('blue', '蓝', 'blue', ['蓝色', 'Ⅳ', 'IV', '一般']),
];

export type Level = 'red' | 'orange' | 'yellow' | 'blue';
