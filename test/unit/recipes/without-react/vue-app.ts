import { createApp, defineComponent } from 'vue';
import { createField, sessionRefs, startOnMount, storeRef } from '../../../../docs/recipes/without-react/vue.ts';
import type { Mount } from './stage.ts';

export const mountVue: Mount = async (target, session, note) => {
  const app = createApp(
    defineComponent({
      template: `
        <template v-if="user">
          <h1>A note of {{ user.name }}</h1>
          <input v-field="'text.body'" :key="user.id">
          <small>{{ saved }}</small>
          <button @click="signOut()">Sign out</button>
        </template>
        <h1 v-else>Welcome</h1>`,
      directives: { field: createField(note) },
      setup() {
        startOnMount(session);
        const { user, signOut } = sessionRefs(session);
        return { user, signOut, saved: storeRef(note, (state) => state.saved) };
      },
    }),
  );
  app.mount(target);
  return async () => app.unmount();
};
