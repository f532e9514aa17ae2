import { createTestBrowser } from 'holdfast/testing';
import { describeChannel } from './channel.ts';
import { describeClock } from './clock.ts';
import { describeCrypto } from './crypto.ts';
import { describeDatabase } from './database.ts';
import { describeLocks } from './locks.ts';
import { describeRecords } from './records.ts';
import { describeTabRecords } from './tab-records.ts';

const twoTabs = () => {
  const browser = createTestBrowser();
  return { browser, here: browser.openTab().platform, there: browser.openTab().platform };
};

describeClock('double', () => {
  const { browser, here } = twoTabs();
  return { clock: here.clock, pass: browser.clock.advance };
});
describeChannel('double', async () => {
  const { here, there } = twoTabs();
  return { here: here.openChannel, there: there.openChannel };
});
describeLocks('double', async () => {
  const { here, there } = twoTabs();
  return { here: here.locks!, there: there.locks! };
});
describeRecords('double', async () => {
  const { here, there } = twoTabs();
  return { here: here.records, there: there.records };
});
describeTabRecords('double', () => twoTabs().here);
describeDatabase('double', () => {
  const { here, there } = twoTabs();
  let opened = 0;
  return { open: (name) => (opened++ % 2 ? there : here).openDatabase(name), createKey: here.crypto.createKey };
});
describeCrypto('double', () => twoTabs().here.crypto);
