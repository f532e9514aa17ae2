import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that mostly wait, the longest first: begun late, each of them would be waited for alone. */
const patient = ['tabs/time/time', 'tabs/vault/exit', 'tabs/vault/killed', 'servers/devices/devices', 'servers/oidc'];

/** The order in which files are told, within what runs side by side. */
export default class Order extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const at = patient.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return at < 0 ? patient.length : at;
    };
    return (await super.sort(files)).sort((a, b) => place(a) - place(b));
  }
}
