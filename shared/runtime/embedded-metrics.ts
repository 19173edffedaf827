interface Draft {
  readonly now: number;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, number>>;
  readonly seconds: Readonly<Record<string, number>>;
  readonly milliseconds: Readonly<Record<string, number>>;
  readonly details: Readonly<Record<string, unknown>>;
}

/**
 * A line of a log that CloudWatch makes metrics of.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export function document({ now, dimensions, counts, seconds, milliseconds, details }: Draft): object {
  const Metrics = [
    ...named(counts, 'Count'),
    ...named(seconds, 'Seconds'),
    ...named(milliseconds, 'Milliseconds'),
  ];
  return {
    _aws: {
      Timestamp: now,
      CloudWatchMetrics: [{ Namespace: 'CloudTagSync', Dimensions: [Object.keys(dimensions)], Metrics }],
    },
    ...dimensions,
    ...counts,
    ...seconds,
    ...milliseconds,
    ...details,
  };
}

const named = (metrics: Readonly<Record<string, number>>, Unit: string): object[] =>
  Object.keys(metrics).map((Name) => ({ Name, Unit }));
