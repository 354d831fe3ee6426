import { expect, test } from 'vitest';
import { SpeedMeter } from './SpeedMeter.ts';

test('nothing is said before two samples', () => {
  const meter = new SpeedMeter();
  expect(meter.speed()).toBeNull();
  meter.add(0, 1_000);
  expect(meter.speed()).toBeNull();
});

test('the speed is that of the last five seconds', () => {
  const meter = new SpeedMeter();
  for (let second = 0; second <= 10; second++) meter.add(second * 100, second * 1_000);
  expect(meter.speed()).toBe(100);
  for (let second = 11; second <= 20; second++) meter.add(1_000, second * 1_000);
  expect(meter.speed()).toBe(0);
});

test('starting again from nothing starts the average again', () => {
  const meter = new SpeedMeter();
  meter.add(1_000, 0);
  meter.add(0, 1_000);
  meter.add(50, 2_000);
  expect(meter.speed()).toBe(50);
});
