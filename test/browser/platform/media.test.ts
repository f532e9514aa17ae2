import { holdWhilePlaying, minutes } from 'holdfast';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { userEvent } from 'vitest/browser';

/** A sound file of so many milliseconds of silence. */
function silence(ms: number): string {
  const rate = 8000;
  const length = Math.round((rate * ms) / 1000);
  const view = new DataView(new ArrayBuffer(44 + length));
  const text = (at: number, letters: string): void =>
    [...letters].forEach((letter, index) => void view.setUint8(at + index, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + length, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, length, true);
  for (let at = 44; at < 44 + length; at++) view.setUint8(at, 128);
  return URL.createObjectURL(new Blob([view], { type: 'audio/wav' }));
}

const addresses: string[] = [];
// A sound plays only where somebody has touched the page.
beforeAll(async () => {
  const button = document.body.appendChild(document.createElement('button'));
  button.textContent = 'Play';
  await userEvent.click(button);
});
afterEach(() => {
  document.body.replaceChildren();
  for (const address of addresses.splice(0)) URL.revokeObjectURL(address);
});

/** An element that makes no noise. */
function media(kind: 'audio' | 'video', ms: number) {
  const element = document.body.appendChild(document.createElement(kind));
  const address = silence(ms);
  addresses.push(address);
  element.muted = true;
  element.src = address;
  let taken = 0;
  let held = 0;
  const hold = (): (() => void) => {
    taken++;
    held++;
    return () => void held--;
  };
  const stop = holdWhilePlaying({ hold }, element, { max: minutes(30) });
  const isHeld = (expected: boolean): Promise<unknown> => vi.waitFor(() => expect(held).toBe(expected ? 1 : 0), 5000);
  return { element, stop, isHeld, held: () => held, taken: () => taken };
}

describe.each(['audio', 'video'] as const)('holding while a real <%s> plays', (kind) => {
  it('begins when it plays, ends when it pauses, and begins anew when it goes on', async () => {
    const { element, stop, isHeld, held, taken } = media(kind, 20_000);
    expect(held()).toBe(0);
    await element.play();
    await isHeld(true);
    element.pause();
    await isHeld(false);
    await element.play();
    await isHeld(true);
    expect(taken()).toBe(2);
    stop();
    expect(held()).toBe(0);
    element.pause();
    await element.play();
    expect(taken()).toBe(2);
  });

  it('begins at once where it plays already', async () => {
    const { element, stop } = media(kind, 20_000);
    stop();
    await element.play();
    let held = 0;
    const hold = (): (() => void) => {
      held++;
      return () => void held--;
    };
    const stopAgain = holdWhilePlaying({ hold }, element, { max: minutes(30) });
    expect(held).toBe(1);
    stopAgain();
    expect(held).toBe(0);
  });

  it('ends at its end, and begins again when it is played again', async () => {
    const { element, isHeld, stop } = media(kind, 300);
    await element.play();
    await isHeld(true);
    await isHeld(false);
    expect(element.ended).toBe(true);
    await element.play();
    await isHeld(true);
    stop();
  });

  it('ends when another file is loaded into it', async () => {
    const { element, isHeld, stop } = media(kind, 20_000);
    await element.play();
    await isHeld(true);
    element.removeAttribute('src');
    element.load();
    await isHeld(false);
    stop();
  });

  it('ends when it is taken out of the page, where browsers pause it', async () => {
    const { element, isHeld, stop } = media(kind, 20_000);
    await element.play();
    await isHeld(true);
    element.remove();
    await isHeld(false);
    stop();
  });

  it('ends where what it should play can’t be played', async () => {
    const { element, isHeld, held, stop } = media(kind, 20_000);
    element.src = URL.createObjectURL(new Blob(['no sound'], { type: 'audio/wav' }));
    addresses.push(element.src);
    await expect(element.play()).rejects.toThrow();
    await vi.waitFor(() => expect(element.error).not.toBeNull());
    await isHeld(false);
    expect(held()).toBe(0);
    stop();
  });
});
