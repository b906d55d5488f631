// Output layer and loss: derived from the task, or given and checked against it. Pure.
import { TrialFailure, type Target, type Task } from '@tunewright/core';
import type { Activation } from './layer-schema.js';
import type { Loss } from './training-schema.js';

/** How the network ends and what is minimized. */
export interface Head {
  readonly units: number;
  /** undefined: not known, of a network that somebody else made. */
  readonly activation: Activation | undefined;
  readonly loss: Loss;
}

/** What is asked for; what is absent is derived. */
export interface HeadWish {
  readonly units?: number | undefined;
  readonly activation?: Activation | undefined;
  readonly loss?: Loss | undefined;
}

/** One sigmoid unit and binary cross-entropy for two classes, softmax for more, one linear unit for numbers. */
export function derivedHead({ task, classes }: Pick<Target, 'task' | 'classes'>, loss?: Loss): Head {
  if (task === 'regression') return { units: 1, activation: 'linear', loss: loss ?? 'mean-squared-error' };
  if (loss === 'binary-cross-entropy' && classes.length > 2)
    return { units: classes.length, activation: 'sigmoid', loss };
  if (classes.length > 2 || loss === 'categorical-cross-entropy')
    return { units: classes.length, activation: 'softmax', loss: loss ?? 'categorical-cross-entropy' };
  return { units: 1, activation: 'sigmoid', loss: loss ?? 'binary-cross-entropy' };
}

/**
 * The head with what is not given derived.
 *
 * @param allowMismatch Let a head run that does not fit the target, as long as numbers can be computed.
 * @throws {TrialFailure} `invalid` where output layer and loss do not fit the target.
 */
export function headFor(target: Pick<Target, 'task' | 'classes'>, wish: HeadWish, allowMismatch: boolean): Head {
  const derived = derivedHead(target, wish.loss);
  const units = wish.units ?? derived.units;
  const activation = wish.activation ?? (units === derived.units ? derived.activation : usualActivation(target, units));
  const head: Head = { units, activation, loss: wish.loss ?? usualLoss(target, units, derived) };
  demandComputable(target, head);
  const mistake = mismatch(target, head);
  if (mistake === undefined || allowMismatch) return head;
  throw new TrialFailure(
    'invalid',
    `${mistake} Remove "output" and "loss" to have them derived, or say "allow": ["label-output-mismatch"] to see what ` +
      'becomes of it.',
  );
}

function usualActivation({ task }: { readonly task: Task }, units: number): Activation {
  if (task === 'regression') return 'linear';
  return units === 1 ? 'sigmoid' : 'softmax';
}

function usualLoss({ task }: { readonly task: Task }, units: number, derived: Head): Loss {
  if (task === 'regression') return derived.loss;
  return units === 1 ? 'binary-cross-entropy' : 'categorical-cross-entropy';
}

/** Targets are one number a row, or one a class: other sizes cannot be compared with them at all. */
function demandComputable({ task, classes }: Pick<Target, 'task' | 'classes'>, { units }: Head): void {
  if (units === 1 || (task === 'classification' && units === classes.length)) return;
  const allowed = task === 'regression' ? '1' : `1 or ${classes.length}`;
  const what = task === 'regression' ? 'numbers' : `${classes.length} classes`;
  throw new TrialFailure(
    'invalid',
    `The output layer has ${units} units, but the target is of ${what}. Give it ${allowed}, or remove "output" to have ` +
      'it derived.',
  );
}

/** What is wrong, in a sentence. */
function mismatch(target: Pick<Target, 'task' | 'classes'>, head: Head): string | undefined {
  return target.task === 'regression' ? regressionMismatch(head) : classMismatch(target.classes.length, head);
}

function regressionMismatch({ activation, loss }: Head): string | undefined {
  if (loss === 'binary-cross-entropy' || loss === 'categorical-cross-entropy')
    return `The loss "${loss}" is for classes, but the target is of numbers: use "mean-squared-error".`;
  if (activation === undefined || activation === 'linear') return undefined;
  return (
    `The output activation "${activation}" cannot give every number, but the target (of mean 0 and variance 1 inside ` +
    'the fit) has any: use "linear".'
  );
}

function classMismatch(classes: number, head: Head): string | undefined {
  const { units, activation, loss } = head;
  if (units === 1 && classes > 2)
    return (
      `${unitWords(activation)} with ${loss} tells two classes apart, but the target has ${classes} classes: the third ` +
      `and further classes can never be predicted. Use ${classes} softmax units with categorical-cross-entropy.`
    );
  if (loss === 'huber' || loss === 'mean-absolute-error')
    return `The loss "${loss}" is for numbers, but the target has ${classes} classes.`;
  if (units === 1 && (activation === 'softmax' || loss === 'categorical-cross-entropy'))
    return 'One unit with softmax or categorical-cross-entropy always says 1: use "sigmoid" with "binary-cross-entropy".';
  return activation === undefined ? undefined : pairMismatch(head, activation);
}

/** Output activation and loss that do not belong together. */
function pairMismatch({ units, loss }: Head, activation: Activation): string | undefined {
  if (activation !== 'sigmoid' && activation !== 'softmax')
    return `The output activation "${activation}" gives no probabilities: use "${units === 1 ? 'sigmoid' : 'softmax'}".`;
  if (loss === 'mean-squared-error') return undefined;
  const fitting = activation === 'softmax' ? 'categorical-cross-entropy' : 'binary-cross-entropy';
  if (loss === fitting) return undefined;
  return `The loss "${loss}" does not belong to "${activation}" outputs: use "${fitting}".`;
}

function unitWords(activation: Activation | undefined): string {
  return activation === undefined ? 'One output unit' : `One ${activation} unit`;
}
