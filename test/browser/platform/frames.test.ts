import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { button, click, field, frameOf, hearIn, inside, listenIn, load } from './frames.ts';

afterEach(() => {
  document.body.replaceChildren();
});

describe('input in a frame of the same origin', () => {
  it('counts when a person clicks or types, and not when a script does', async () => {
    const frame = await frameOf(button + field);
    const heard = hearIn(frame);
    const { told, stop } = listenIn(frame);
    frame.contentDocument?.querySelector('button')?.click();
    frame.contentDocument?.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
    expect(told.inputs).toBe(0);
    heard.length = 0;
    await click();
    expect(told.inputs).toBeGreaterThanOrEqual(2);
    expect(heard).toEqual(['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']);
    await userEvent.click(inside().getByRole('textbox'));
    const before = told.inputs;
    heard.length = 0;
    await userEvent.keyboard('a');
    expect(told.inputs - before).toBe(2);
    expect(heard).toEqual(['keydown', 'keypress', 'input', 'keyup']);
    stop();
  });

  it('that comes after the end reaches nobody in it, to the end of its gesture; the next one does', async () => {
    const frame = await frameOf(button + field);
    const heard = hearIn(frame);
    // The pointer is over the button already: a move before the click would be told first, and end the session.
    await userEvent.hover(inside().getByRole('button'));
    let over = true;
    const { stop } = listenIn(frame, () => {
      if (!over) return 'pass';
      // A session that ends stops listening at once.
      stop();
      return 'swallow';
    });
    await click();
    expect(heard).toEqual([]);
    over = false;
    await click();
    expect(heard).toEqual(['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']);
    heard.length = 0;
    await userEvent.click(inside().getByRole('textbox'));
    const { stop: stopKeys } = listenIn(frame, () => {
      stopKeys();
      return 'swallow';
    });
    heard.length = 0;
    await userEvent.keyboard('a');
    expect(heard).toEqual([]);
    await userEvent.keyboard('b');
    expect(heard).toEqual(['keydown', 'keypress', 'input', 'keyup']);
    expect(frame.contentDocument?.querySelector('input')?.value).toBe('b');
  });

  it('counts also in the next pages that the frame loads', async () => {
    const frame = await frameOf(field);
    const { told, stop } = listenIn(frame);
    await load(frame, () => {
      frame.srcdoc = button;
    });
    await click();
    expect(told.inputs).toBeGreaterThanOrEqual(2);
    const before = told.inputs;
    const address = URL.createObjectURL(new Blob([button], { type: 'text/html' }));
    await load(frame, () => {
      frame.removeAttribute('srcdoc');
      frame.src = address;
    });
    await click();
    expect(told.inputs).toBeGreaterThanOrEqual(before + 2);
    expect(told.foreign).toBe(0);
    stop();
    URL.revokeObjectURL(address);
  });

  it('counts in a frame that was added before it had a page', async () => {
    const frame = document.createElement('iframe');
    frame.dataset['testid'] = 'frame';
    const { told, stop } = listenIn(frame);
    await load(frame, () => {
      frame.srcdoc = button;
      document.body.append(frame);
    });
    await click();
    expect(told.inputs).toBeGreaterThanOrEqual(2);
    stop();
  });

  it('counts no more once listening was stopped, nor in the page that is loaded then', async () => {
    const frame = await frameOf(button);
    const { told, stop } = listenIn(frame);
    stop();
    await click();
    await load(frame, () => {
      frame.srcdoc = button;
    });
    await click();
    expect(told).toEqual({ inputs: 0, foreign: 0 });
  });

  it('counts again where the frame was taken out of the page and put back', async () => {
    const frame = await frameOf(button);
    const { told, stop } = listenIn(frame);
    frame.remove();
    await load(frame, () => document.body.append(frame));
    await click();
    expect(told.inputs).toBeGreaterThanOrEqual(2);
    frame.remove();
    stop();
    expect(told.foreign).toBe(0);
  });
});

describe('a frame of another origin', () => {
  it('is told of once for each of its pages, and disturbs nothing', async () => {
    const frame = await frameOf(button, 'allow-scripts');
    const { told, stop } = listenIn(frame);
    expect(told).toEqual({ inputs: 0, foreign: 1 });
    await click();
    expect(told.inputs).toBe(0);
    await load(frame, () => {
      frame.srcdoc = field;
    });
    expect(told.foreign).toBe(2);
    stop();
  });

  it('takes over from a page of the same one without a word but that, and makes way for it again', async () => {
    const frame = await frameOf(button);
    const { told, stop } = listenIn(frame);
    await load(frame, () => {
      frame.setAttribute('sandbox', 'allow-scripts');
      frame.srcdoc = field;
    });
    expect(told.foreign).toBe(1);
    await load(frame, () => {
      frame.removeAttribute('sandbox');
      frame.srcdoc = button;
    });
    await click();
    expect(told.inputs).toBeGreaterThanOrEqual(2);
    expect(told.foreign).toBe(1);
    stop();
  });
});
