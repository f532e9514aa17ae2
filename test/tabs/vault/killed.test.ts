import { describe, expect } from 'vitest';
import { readKilledEngines } from '../../support/browsers.ts';
import { runs } from '../../support/runs.ts';
import { setStage, untilSaved } from './stage.ts';

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));

describe.each(await readKilledEngines())('a killed $name', (engine) => {
  const stage = setStage(engine);

  stage.diskStory('has all twelve fields and the second step, 50 ms after it said that they are saved', async () => {
    const tab = await stage.open();
    const typed = await tab.run(async () => {
      const { work } = window;
      const at = (step: string) => ({
        street: `${step} street`,
        postcode: '1000',
        city: 'Ghent',
        country: 'Belgium',
      });
      const values = {
        contact: { name: 'Ada', email: 'ada@example.com', phone: '555', company: 'Engines' },
        delivery: at('delivery'),
        billing: at('billing'),
      };
      for (const [step, fields] of Object.entries(values))
        for (const [field, value] of Object.entries(fields)) work.set(`${step}.${field}` as 'contact.name', value);
      await work.next();
      return values;
    });
    await untilSaved(tab);
    await wait(50);
    await stage.kill();
    await stage.reopen();
    const again = await stage.open();
    const { values, step } = await again.run(() => {
      const { values, step } = window.work.getState();
      return { values, step };
    });
    expect([values, step]).toEqual([typed, 'delivery']);
  });

  stage.diskStory(
    'has whatever it said was saved, when it dies at any moment while somebody types at speed',
    async () => {
      let last = 0;
      for (let round = 0; round < runs(stage.often).numRuns; round++) {
        const tab = await stage.open();
        await tab.run((from) => {
          const { work } = window;
          let count = from;
          let told = count;
          const type = (): void => {
            work.set('delivery.street', ++count);
            work.set(count % 2 ? 'contact.name' : 'contact.email', count);
            setTimeout(type, Math.random() * 12);
          };
          work.subscribe(({ saved }) => {
            if (saved !== 'saved' || told === count) return;
            told = count;
            void fetch(`/told/${count}`);
          });
          type();
        }, last);
        await wait(300 + Math.random() * 1200);
        await stage.kill();
        const said = Math.max(...stage.host.told);
        expect(said).toBeGreaterThan(last);
        await stage.reopen();
        const again = await stage.open();
        const found = await again.run(() => Number(window.work.get('delivery.street')));
        expect(found).toBeGreaterThanOrEqual(said);
        last = found;
        await again.close();
      }
    },
  );
});
