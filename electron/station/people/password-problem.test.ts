import { describe, expect, test } from 'vitest';
import { passwordProblem } from './password-problem.ts';

describe('a password', () => {
  test.each([
    ['1234567890', 'tooSimple'],
    ['０１２３４５６７８９', 'tooSimple'],
    ['aaaaaaaaaaaa', 'tooSimple'],
    ['ABCDEFGHIJKL', 'tooSimple'],
    ['Woaini1314520', 'tooSimple'],
    ['Zhang.Wei123', 'mostlyName'],
    ['张伟张伟张伟12345', 'mostlyName'],
    ['zhang.wei-Beacon-59', null],
    ['Beacon-Tower-59', null],
    ['四面八方都是山和水呀', null],
  ])('%j is judged %j', (password, problem) => {
    expect(passwordProblem(password, ['zhang.wei', '张伟'])).toBe(problem);
  });
});
