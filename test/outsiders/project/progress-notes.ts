// A monitor, with a service of the outsider's own: where its notes go.
import {
  Monitor,
  token,
  Type,
  type History,
  type MonitorPlugin,
  type Static,
  type StudyEvent,
  type Token,
} from 'tunewright';

export const NOTES: Token<(note: string) => void> = token('acme/notes');

const Params = Type.Object(
  {
    every: Type.Integer({ minimum: 1, default: 10, description: 'Trials between two notes.' }),
  },
  { additionalProperties: false },
);

@Monitor({ name: 'progress-notes', summary: 'Note the best score every few trials.', params: Params, uses: [NOTES] })
export class ProgressNotes implements MonitorPlugin {
  private ended = 0;

  constructor(
    private readonly params: Static<typeof Params>,
    private readonly note: (text: string) => void,
  ) {}

  next(event: StudyEvent, history: History): void {
    switch (event.type) {
      case 'trial-finished':
      case 'trial-failed':
      case 'trial-stopped':
        this.ended++;
        if (this.ended % this.params.every === 0)
          this.note(`${this.ended} trials, best ${history.best?.score.toFixed(3) ?? 'none'}`);
        return;
      default:
        return;
    }
  }

  close({ counts }: History): void {
    this.note(`${counts.finished} finished, ${counts.failed} failed`);
  }
}
