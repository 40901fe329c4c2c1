import type { User } from '../../world/model.ts';
import type { PageDesk } from '../page-desk.ts';
import type { Form } from './form.ts';

/** What a person does by a form. */
export interface Doing {
  desk: PageDesk;
  person: User;
  form: Form;
}

/** What follows from a deed for the visitor. */
export interface Outcome {
  /** the page to go to; absent: they stay */
  go?: string;
  /** the id of the person who they are from now on */
  be?: string;
}

type Result = Outcome | undefined | Promise<Outcome | undefined>;

/** Does it, or throws a Refusal. */
export type Deed = (doing: Doing) => Result;

/** The same where it doesn't matter who does it. */
export type Chore = (doing: Omit<Doing, 'person'>) => Result;
