import type { StandardSchemaV1 } from '@standard-schema/spec';

/** The steps of a draft in their order: a name and any Standard Schema of an object (zod, valibot, arktype …). */
export type DraftSteps = Readonly<Record<string, StandardSchemaV1<object, unknown>>>;

/** Name of a step. */
export type StepName<Steps extends DraftSteps> = keyof Steps & string;

/** What a step's schema takes. */
export type StepInput<Schema extends StandardSchemaV1> = StandardSchemaV1.InferInput<Schema>;

/** Name of a field of an object, or of any object of a union. */
export type FieldName<Input> = Input extends unknown ? keyof Input & string : never;
export type FieldValue<Input, Field> = Input extends unknown
  ? Field extends keyof Input
    ? Input[Field]
    : never
  : never;

/** Every `'step.field'` of a draft. What is nested in a field is part of its value. */
export type DraftPath<Steps extends DraftSteps> = {
  [Step in StepName<Steps>]: `${Step}.${FieldName<StepInput<Steps[Step]>>}`;
}[StepName<Steps>];

/** The value of a field. `undefined` while there is none. */
export type DraftValue<Steps extends DraftSteps, Path extends DraftPath<Steps>> =
  | (Path extends `${infer Step}.${infer Field}`
      ? Step extends StepName<Steps>
        ? FieldValue<StepInput<Steps[Step]>, Field>
        : never
      : never)
  | undefined;

/** Values by step and field, as far as they are there. Half-typed values are values. */
export type DraftValues<Steps extends DraftSteps> = {
  readonly [Step in StepName<Steps>]: {
    readonly [Field in FieldName<StepInput<Steps[Step]>>]?: FieldValue<StepInput<Steps[Step]>, Field> | undefined;
  };
};

/** What the schemas make of complete values: their outputs. */
export type DraftOutput<Steps extends DraftSteps> = {
  readonly [Step in StepName<Steps>]: StandardSchemaV1.InferOutput<Steps[Step]>;
};

/** The first message about each field, by path; what concerns a step as a whole stands under its name. */
export type DraftErrors<Steps extends DraftSteps> = {
  readonly [Path in DraftPath<Steps> | StepName<Steps>]?: string;
};
