import type { z } from 'zod'
import {
  type CallName,
  callNames,
  type EventName,
  type Events,
  type Input,
  type Output,
} from '../shared/ipc.ts'
import { type Failure, failed, type Result } from '../shared/result.ts'

/** A parser for the input of every call. Anything but the contract's exact shape is refused. */
export type Inputs = { readonly [Name in CallName]: z.ZodType<Input<Name>> }

export type Handlers = {
  readonly [Name in CallName]: (
    input: Input<Name>,
  ) => Promise<Result<Output<Name>>> | Result<Output<Name>>
}

/** The part of Electron's invoke event that identifies the sender. */
export interface CallEvent {
  readonly sender: { readonly mainFrame: unknown }
  /** Null when the frame has navigated or is gone. */
  readonly senderFrame: { readonly url: string } | null
}

export interface Channel {
  handle: (name: string, listener: (event: CallEvent, input: unknown) => Promise<unknown>) => void
}

/** Whether a call comes from the main frame of our own window while it shows our own page. */
export function fromOwnWindow(ownContents: () => unknown, pageUrl: string) {
  return ({ sender, senderFrame }: CallEvent): boolean =>
    sender === ownContents() &&
    senderFrame !== null &&
    senderFrame === sender.mainFrame &&
    senderFrame.url === pageUrl
}

/**
 * Serves every call of the contract: checks the sender, parses the input, returns a Result. An
 * exception inside a handler is a bug. The log gets its name and the line of code, but not its
 * message, which could hold a secret. The window gets a failure that it can show.
 */
export function serve(
  channel: Channel,
  isAllowed: (event: CallEvent) => boolean,
  inputs: Inputs,
  handlers: Handlers,
  log: (line: string) => void,
): void {
  for (const name of callNames) {
    channel.handle(name, async (event, input) => {
      if (!isAllowed(event)) return failed(refusedSender)
      return answer(name, input, inputs, handlers, log)
    })
  }
}

async function answer<Name extends CallName>(
  name: Name,
  input: unknown,
  inputs: Inputs,
  handlers: Handlers,
  log: (line: string) => void,
): Promise<Result<Output<Name>>> {
  const parsed = inputs[name].safeParse(input)
  if (!parsed.success) return failed(invalidInput(name, parsed.error))
  try {
    return await handlers[name](parsed.data)
  } catch (error) {
    const place = error instanceof Error ? (error.stack ?? '').split('\n')[1]?.trim() : undefined
    log(
      `${name} failed inside: ${error instanceof Error ? error.name : 'unknown error'} ${place ?? ''}`,
    )
    return failed({
      kind: 'internal',
      title: 'Touchstone could not do this',
      detail: `An error occurred in "${name}". The action may be incomplete.`,
      nextStep: 'Try again. If it happens again, report it with the line from the log.',
    })
  }
}

/** Sends an event of the contract. The window may be gone by now. */
export function publisher(target: () => { send: (name: string, event: unknown) => void } | null) {
  return <Name extends EventName>(name: Name, event: Events[Name]): void => {
    target()?.send(name, event)
  }
}

export type Publish = ReturnType<typeof publisher>

const refusedSender: Failure = {
  kind: 'invalid-input',
  title: 'This page is not allowed to do this',
  nextStep: 'Use the Touchstone window.',
}

/** Names the fields that are wrong, never their values, which could be secret. */
function invalidInput(name: string, error: z.ZodError): Failure {
  const places = error.issues.map((issue) => ({
    field: issue.path.join('.'),
    message: issue.message,
  }))
  return {
    kind: 'invalid-input',
    title: 'This input cannot be used',
    detail: `The input of "${name}" is not of the expected shape.`,
    fieldErrors: places,
    nextStep: 'Correct the marked values, then try again.',
  }
}
