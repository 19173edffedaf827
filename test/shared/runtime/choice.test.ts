import { describe, expect, it } from 'vitest';
import { chosen, hasNames, wantsRegion } from '../../../shared/runtime/choice.ts';

describe('what is chosen', () => {
  it.each([
    [undefined, undefined, true],
    [['eu-*'], undefined, true],
    [['us-*'], undefined, false],
    [['eu-west-1'], undefined, true],
    [[' eu-west-1 '], undefined, true],
    [['eu-west-11'], undefined, false],
    [['eu-*'], ['*-west-1'], false],
    [undefined, ['*'], false],
    [['*-west-*'], ['us-*'], true],
    [['eu.west.1'], undefined, false],
  ])('of one name: include %j exclude %j: %s', (include, exclude, expected) => {
    expect(chosen({ include, exclude }, ['eu-west-1'])).toBe(expected);
  });

  it.each([
    [['华东*'], undefined, true],
    [['us-*'], undefined, false],
    [undefined, ['华东*'], false],
    [['*'], ['cn-hangzhou'], false],
  ])('of two names, either will do: include %j exclude %j: %s', (include, exclude, expected) => {
    expect(chosen({ include, exclude }, ['cn-hangzhou', '华东1(杭州)'])).toBe(expected);
  });
});

describe('a region that is wanted', () => {
  const told = new Map([['cn-hangzhou', ['华东1(杭州)']]]);
  const untold = new Map<string, readonly string[]>();

  it('by its name, once that is told', () => {
    expect(wantsRegion({ include: ['华东*'] }, 'cn-hangzhou', told)).toBe(true);
    expect(wantsRegion({ include: ['华北*'] }, 'cn-hangzhou', told)).toBe(false);
  });

  it('perhaps, as long as its name is not told: what is stored of it is not taken for unwanted', () => {
    expect(wantsRegion({ include: ['华北*'] }, 'cn-hangzhou', untold)).toBe(true);
    expect(wantsRegion({ include: ['华北*'], exclude: ['cn-*'] }, 'cn-hangzhou', untold)).toBe(false);
  });

  it('by its id alone, where no pattern could be of a name', () => {
    expect(wantsRegion({ include: ['cn-beijing'] }, 'cn-hangzhou', untold)).toBe(false);
    expect([hasNames({ include: ['cn-*'] }), hasNames({ exclude: ['West Europe'] })]).toEqual([false, true]);
  });
});
