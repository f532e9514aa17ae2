/** Who joined, each as often as it joined. A round over all of them doesn't notice who comes or goes meanwhile. */
export interface Group<Member> {
  /** Returns the way to leave. */
  add(member: Member): () => void;
  all(): Member[];
}

export function createGroup<Member>(): Group<Member> {
  const places = new Set<readonly [Member]>();
  return {
    add(member) {
      const place = [member] as const;
      places.add(place);
      return () => void places.delete(place);
    },
    all: () => Array.from(places, ([member]) => member),
  };
}
