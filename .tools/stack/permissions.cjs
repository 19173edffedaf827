// What the function of one provider may do: reach the store, the secrets that its configuration names, its queues and
// its network; and on AWS, which it reads with the same role, list what the descriptors name.
'use strict';
const { existsSync, readFileSync } = require('node:fs');
const path = require('node:path');

/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-vpc.html: none of them can be limited beforehand */
const NETWORK = [
  'ec2:CreateNetworkInterface',
  'ec2:DescribeNetworkInterfaces',
  'ec2:DescribeSubnets',
  'ec2:DeleteNetworkInterface',
  'ec2:AssignPrivateIpAddresses',
  'ec2:UnassignPrivateIpAddresses',
];
const RECEIVE = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];
const QUEUE = ['sqs:SendMessage', ...RECEIVE];

function statementsOf(
  { name, document, bucket, prefix, kmsKeyArn, objectTags, secretKeyArns, fanOut, events, subnetIds },
  { id, dist },
) {
  const bucketArn = bucket === '' ? arnOf('Bucket') : sub(`arn:$p:s3:::${bucket}`);
  const objects = prefix === '' ? '*' : `${prefix}/*`;
  // https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html: whoever puts an object with tags needs both.
  const tagging = Object.keys(objectTags).length === 0 ? [] : ['s3:PutObjectTagging'];
  const parameters = namesIn(document, 'ssm').map(parameterArn);
  const secrets = namesIn(document, 'secretsmanager').map(secretArn);
  const statements = [
    ...(name === 'aws' ? listsOfAws(document.providers.aws ?? {}, dist) : []),
    ...(name === 'kubernetes'
      ? [allow(['sts:AssumeRole'], clusterRoles(document.providers.kubernetes))]
      : []),
    allow(['logs:CreateLogStream', 'logs:PutLogEvents'], [arnOf(`${id}LogGroup`)]),
    allow(['s3:GetObject', 's3:PutObject', ...tagging, 's3:DeleteObject'], [join(bucketArn, `/${objects}`)]),
    // Of the whole bucket: under a condition on `s3:prefix` a missing object would be 403 instead of 404.
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html
    allow(['s3:ListBucket'], [bucketArn]),
    allow(['kms:GenerateDataKey', 'kms:Decrypt'], kmsKeyArn === '' ? [] : [kmsKeyArn]),
    allow(['kms:Decrypt'], parameters.length + secrets.length > 0 ? secretKeyArns : []),
    allow(['ssm:GetParameter'], parameters),
    allow(['secretsmanager:GetSecretValue'], secrets),
    allow(['sqs:SendMessage'], [arnOf(`${id}DeadLetters`)]),
    allow(QUEUE, fanOut ? [arnOf(`${id}FanOutQueue`)] : []),
    allow(QUEUE, events ? [arnOf(`${id}Refreshes`)] : []),
    allow(RECEIVE, events ? [arnOf(`${id}Events`)] : []),
    allow(NETWORK, subnetIds.length > 0 ? ['*'] : []),
  ];
  return statements.filter(({ Resource }) => Resource.length > 0);
}

function listsOfAws({ accounts = [], organization }, dist) {
  const roles = [
    ...accounts.flatMap(({ roleArn }) => (roleArn === undefined ? [] : [roleArn])),
    ...(organization === undefined ? [] : [sub(`arn:$p:iam::*:role/${organization.roleName}`)]),
  ];
  // Lists name no resource, so the policy can name none.
  return [allow(listActions(organization !== undefined, dist), ['*']), allow(['sts:AssumeRole'], roles)];
}

/** Those by which clusters of EKS are entered. */
function clusterRoles({ clusters = [] }) {
  return [...new Set(clusters.flatMap(({ eks }) => eks?.roleArn ?? []))];
}

/** From the descriptors; roles are named one by one, and the organization only where it is asked. */
function listActions(organization, dist) {
  const file = path.join(dist, 'iam', 'aws.json');
  if (!existsSync(file)) throw new Error(`there is no ${file}: run "npm run bundle" first`);
  const { actions } = JSON.parse(readFileSync(file, 'utf8'));
  return actions.filter(
    (action) => action !== 'sts:AssumeRole' && (organization || !action.startsWith('organizations:')),
  );
}

/** What the function itself resolves when it starts. */
function namesIn(document, scheme) {
  const references = JSON.stringify(document).matchAll(/\$\$\{|\$\{(ssm|secretsmanager):([^{}]+)\}/g);
  return [...new Set([...references].flatMap(([, found, name]) => (found === scheme ? [name] : [])))];
}

function allow(Action, Resource) {
  return { Effect: 'Allow', Action, Resource };
}

function arnOf(id) {
  return { 'Fn::GetAtt': [id, 'Arn'] };
}

function parameterArn(name) {
  return name.startsWith('arn:') ? name : sub(`arn:$p:ssm:$r:$a:parameter/${name.replace(/^\//, '')}`);
}

/** Secrets Manager appends six characters of its own to the name. */
function secretArn(reference) {
  const [id] = reference.split('#');
  return id.startsWith('arn:') ? id : sub(`arn:$p:secretsmanager:$r:$a:secret:${id}-??????`);
}

function sub(text) {
  const arn = text
    .replace('$p', '${AWS::Partition}')
    .replace('$r', '${AWS::Region}')
    .replace('$a', '${AWS::AccountId}');
  return { 'Fn::Sub': arn };
}

function join(arn, end) {
  const [text] = Object.values(arn);
  return 'Fn::Sub' in arn ? { 'Fn::Sub': text + end } : { 'Fn::Join': ['', [arn, end]] };
}

module.exports = { statementsOf };
