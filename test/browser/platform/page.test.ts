import { afterEach, describe, expect, it } from 'vitest';
import { createBrowserPage } from '../../../src/platform/browser/page.ts';

afterEach(() => {
  document.body.replaceChildren();
});

describe('the page in a real browser', () => {
  it('wakes when the window gets the focus, and not whenever a field does', () => {
    const field = document.body.appendChild(document.createElement('input'));
    const heard: string[] = [];
    const stop = createBrowserPage().subscribe((event) => heard.push(event));
    field.dispatchEvent(new FocusEvent('focus'));
    expect(heard).toEqual([]);
    window.dispatchEvent(new FocusEvent('focus'));
    expect(heard).toEqual(['wake']);
    stop();
  });

  it('hears what the browser tells the document, before the application does', () => {
    const heard: string[] = [];
    const stop = createBrowserPage().subscribe((event) => heard.push(event));
    const own = (): void => void heard.push('application');
    document.addEventListener('freeze', own);
    document.dispatchEvent(new Event('freeze'));
    document.dispatchEvent(new Event('resume'));
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
    document.removeEventListener('freeze', own);
    stop();
    document.dispatchEvent(new Event('freeze'));
    expect(heard).toEqual(['leave', 'application', 'wake', 'wake']);
  });
});
