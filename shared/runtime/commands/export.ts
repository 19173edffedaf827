import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { FORMATS, PROMETHEUS } from '../../lookup/exports/choice.ts';
import type { Format } from '../../lookup/exports/choice.ts';
import { exported } from '../../lookup/exports/formats.ts';
import { isKind } from '../../model/shapes.ts';
import type { Kind } from '../../model/kinds.ts';
import type { Context } from './context.ts';
import { openedAt } from './lookup.ts';
import { Refused, fileRefusal } from './refused.ts';
import { positive } from './options.ts';

interface ExportOptions {
  readonly at?: string;
  readonly out?: string;
  readonly port: number;
  readonly kind: readonly Kind[];
}

const HELP = `
Examples:
  tagsync export prometheus --port 9100 --out /etc/prometheus/targets/tagsync.json
  tagsync export csv > addresses.csv`;

export function exportCommand(context: Context): Command {
  return new Command('export')
    .description(
      'Every address with what it belongs to: for Prometheus, OpenTelemetry, Vector, Fluent Bit, Logstash.',
    )
    .addArgument(new Argument('<format>', 'of the document').choices(FORMATS))
    .option('--out <file>', 'write it there (default: standard output)')
    .addOption(new Option('--at <when>', 'as it was then: a time (ISO 8601), or a duration before now'))
    .addOption(
      new Option('--port <n>', 'prometheus: of every target').argParser(positive).default(PROMETHEUS.port),
    )
    .addOption(
      new Option('--kind <kind>', 'prometheus: whose addresses are targets (repeatable)')
        .argParser((value: string, before: readonly Kind[]) => [...before, kindOf(value)])
        .default([], PROMETHEUS.kinds.join()),
    )
    .addHelpText('after', HELP)
    .action(async (format: Format, { at, out, port, kind }: ExportOptions) => {
      const lookup = await openedAt(context, at);
      if (lookup.problems().length > 0)
        throw new Refused(
          'half of an estate is no export: "tagsync verify" says what is damaged, and "tagsync sync" may list it again',
        );
      const pieces = exported(lookup, format, { port, kinds: kind.length === 0 ? PROMETHEUS.kinds : kind });
      if (out === undefined) for (const piece of pieces) context.io.stdout.write(piece);
      else {
        await context.io.writeFile(out, [...pieces].join(''), { replace: true }).catch((error: unknown) => {
          throw fileRefusal(out, error);
        });
      }
    });
}

function kindOf(value: string): Kind {
  if (isKind(value)) return value;
  throw new InvalidArgumentError('It is not a kind that holds addresses, such as vm, pod, rds or redis.');
}
