// @vitest-environment happy-dom
import { afterEach, describe, expect, it } from 'vitest';
import { counted, type Mount, openNotes, query, type } from './stage.ts';
import { mountSvelte } from './svelte-app.ts';
import { mountVue } from './vue-app.ts';

let leave: (() => Promise<void>) | undefined;
afterEach(async () => {
  await leave?.();
  document.body.replaceChildren();
});

describe.each<[string, Mount]>([
  ['Vue', mountVue],
  ['Svelte', mountSvelte],
])('a component of %s', (_name, mount) => {
  async function open() {
    const shop = await openNotes();
    const session = counted(shop.a.session);
    const note = counted(shop.a.note);
    const target = document.createElement('div');
    document.body.append(target);
    const unmount = await mount(target, session.store, note.store);
    leave = unmount;
    const settle = async (): Promise<void> => {
      await shop.settle();
      await new Promise((resolve) => setTimeout(resolve));
    };
    await settle();
    const signInAs = async (name: string): Promise<void> => {
      await shop.signInAs(name);
      await settle();
    };
    return { ...shop, settle, signInAs, unmount, listeners: () => [session.listeners(), note.listeners()] };
  }
  const heading = (): string | null => query('h1').textContent;

  it('shows who is signed in, as that changes here and in another tab', async () => {
    const { other, settle, signInAs } = await open();
    expect(heading()).toBe('Welcome');
    await signInAs('ada');
    expect(heading()).toBe('A note of Ada Lovelace');
    const b = await other();
    await b.session.signIn({ name: 'grace' });
    await settle();
    expect(heading()).toBe('A note of Grace Hopper');
    await b.session.signOut();
    await settle();
    expect(heading()).toBe('Welcome');
  });

  it('keeps what is typed, says when it is saved, and shows what another tab types', async () => {
    const { a, other, settle, signInAs } = await open();
    await signInAs('ada');
    type(query('input'), 'here');
    await settle();
    expect(a.note.get('text.body')).toBe('here');
    expect(query('small').textContent).toBe('saved');
    const b = await other();
    await settle();
    expect(b.note.get('text.body')).toBe('here');
    b.note.set('text.body', 'there');
    await settle();
    expect(query<HTMLInputElement>('input').value).toBe('there');
  });

  it('has nothing of one person in it when the next sits down', async () => {
    const { a, signInAs } = await open();
    await signInAs('ada');
    const input = query<HTMLInputElement>('input');
    type(input, 'of Ada');
    await signInAs('grace');
    expect(query<HTMLInputElement>('input').value).toBe('');
    type(input, 'typed too late');
    expect(a.note.get('text.body')).toBeUndefined();
  });

  it('lets go of everything when it is unmounted', async () => {
    const { a, listeners, settle, signInAs, unmount } = await open();
    await signInAs('ada');
    expect(listeners().every((count) => count > 0)).toBe(true);
    await unmount();
    leave = undefined;
    await settle();
    expect(listeners()).toEqual([0, 0]);
    expect(document.body.textContent).toBe('');
    expect(a.tab.held()).toMatchObject({ timers: 0, channels: 0, locks: 0 });
  });
});
