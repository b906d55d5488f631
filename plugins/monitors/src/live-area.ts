// The last lines of a terminal, redrawn in place, with other lines scrolling by above. Knows nothing of studies.
import { createLogUpdate } from 'log-update';
import type { TerminalStream } from './stream.js';

/** Lines at the bottom of a terminal that are drawn again and again. */
export class LiveArea {
  private readonly render: ReturnType<typeof createLogUpdate>;

  constructor(private readonly stream: TerminalStream) {
    // Hiding the cursor would install signal handlers that end the process beside the command's own.
    this.render = createLogUpdate(stream as unknown as NodeJS.WritableStream, { showCursor: true });
  }

  draw(lines: readonly string[]): void {
    this.render(lines.join('\n'));
  }

  /** Adds lines above; the area is gone until it is drawn again. */
  above(lines: readonly string[]): void {
    this.remove();
    this.stream.write(lines.map((line) => `${line}\n`).join(''));
  }

  remove(): void {
    this.render.clear();
  }
}
