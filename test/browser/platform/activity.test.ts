import { afterEach, describe, expect, it } from 'vitest';
import { userEvent } from 'vitest/browser';
import { createBrowserActivity } from '../../../src/platform/browser/activity.ts';

/** A button, and everything the application gets to hear of it. */
function page(onInput: () => 'pass' | 'swallow') {
  const button = document.body.appendChild(document.createElement('button'));
  button.textContent = 'Delete everything';
  const heard: string[] = [];
  for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click', 'keydown', 'keyup'])
    button.addEventListener(type, () => heard.push(type));
  let inputs = 0;
  const stop = createBrowserActivity().listen(() => {
    inputs++;
    return onInput();
  });
  return { button, heard, stop, inputs: () => inputs };
}

afterEach(() => {
  document.body.replaceChildren();
});

describe('input in a real browser', () => {
  it('counts, and reaches the application', async () => {
    const { button, heard, stop, inputs } = page(() => 'pass');
    await userEvent.click(button);
    stop();
    expect(inputs()).toBeGreaterThanOrEqual(2);
    expect(heard).toEqual(['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']);
  });

  it('is swallowed to the end of its gesture, also when listening stopped in the middle, and the next goes through', async () => {
    let over = true;
    const { button, heard, stop } = page(() => {
      if (!over) return 'pass';
      stop();
      return 'swallow';
    });
    await userEvent.click(button);
    expect(heard).toEqual([]);
    over = false;
    await userEvent.click(button);
    expect(heard).toContain('click');
  });

  it('is swallowed for a key as for a click', async () => {
    const { button, heard, stop } = page(() => {
      stop();
      return 'swallow';
    });
    button.focus();
    await userEvent.keyboard('{Enter}');
    expect(heard).toEqual([]);
    await userEvent.keyboard('{Enter}');
    expect(heard).toContain('click');
  });

  it('does not count when a script made it', () => {
    const { button, stop, inputs } = page(() => 'pass');
    button.click();
    window.dispatchEvent(new PointerEvent('pointermove', { movementX: 5 }));
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'a' }));
    stop();
    expect(inputs()).toBe(0);
  });

  it('counts a key that is held down once', async () => {
    const { button, heard, stop, inputs } = page(() => 'pass');
    button.focus();
    await userEvent.keyboard('{a>4}');
    stop();
    await userEvent.keyboard('{/a}');
    expect(heard.filter((type) => type === 'keydown').length).toBeGreaterThan(1);
    expect(inputs()).toBe(1);
  });

  it('looks away for a while after a move has counted', async () => {
    const { button, stop, inputs } = page(() => 'pass');
    const other = document.body.appendChild(document.createElement('button'));
    for (let move = 0; move < 6; move++) await userEvent.hover(move % 2 ? button : other);
    stop();
    expect(inputs()).toBeGreaterThanOrEqual(1);
    expect(inputs()).toBeLessThan(6);
  });
});
