// What hears of changes: the queues and their mappings, the bus for other regions and accounts, and the rules, which
// are those of the provider's own table.
'use strict';
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');
const { filled } = require('./template.cjs');

function eventsOf(values, dist) {
  const { provider, Provider, eventOrganization } = values;
  const file = path.join(dist, 'events', `${provider}.json`);
  if (!existsSync(file)) throw new Error(`there is no ${file}: run "npm run bundle" first`);
  const patterns = JSON.parse(readFileSync(file, 'utf8'));
  const own = patterns.map((pattern) => ({ pattern, rule: ruleOf(Provider, pattern), bus: 'default' }));
  // Whoever forwards has the same rules, and the function decides: here their sources are enough.
  const sources = [...new Set(patterns.flatMap(({ source }) => source))];
  const forwarded = {
    pattern: { source: sources },
    rule: `${Provider}OnForwarded`,
    bus: { Ref: `${Provider}Bus` },
  };
  const rules = [...own, forwarded];
  const ruleArns = rules.map(({ rule }) => ({ 'Fn::GetAtt': [rule, 'Arn'] }));
  return [
    filled('events', { ...values, ruleArns }),
    ...rules.map((rule) => filled('event-rule', { ...values, ...rule })),
    ...(eventOrganization === '' ? [] : [filled('event-organization', values)]),
  ];
}

/** `aws.ec2` and `EC2 Instance State-change Notification`: `AwsOnEc2Ec2InstanceStateChangeNotification`. */
function ruleOf(Provider, { source, 'detail-type': [type] }) {
  const words = [source[0].replace(/^aws\./, ''), ...type.split(/[^A-Za-z0-9]+/)];
  return `${Provider}On${words.map((word) => word[0].toUpperCase() + word.slice(1).toLowerCase()).join('')}`;
}

module.exports = { eventsOf };
