import { patternsOf } from '../../collect/event-row.ts';
import type { EventRow } from '../../collect/event-row.ts';

/**
 * What another region or account needs to send what AWS tells it to the bus of
 * the function: rules on its default bus, and a role for them.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-cross-account.html
 */
export function eventTemplate(rows: readonly EventRow[]): string {
  const rules = patternsOf(rows).map(
    (pattern, n) => `  Rule${n + 1}:
    Type: AWS::Events::Rule
    Properties:
      Description: Changes, for cloud-tag-sync
      EventPattern: ${JSON.stringify(pattern)}
      Targets:
        - Id: cloud-tag-sync
          Arn: !Ref BusArn
          RoleArn: !GetAtt Role.Arn`,
  );
  return `${HEAD}${rules.join('\n')}\n`;
}

const HEAD = `# Sends what AWS tells of changes in this region to the bus of cloud-tag-sync, which lists what they are about.
# Deploy it in every region that is synced, in each account: as a stack, or as a stack set. Only in the account and
# region of the function's own stack there are such rules already.
AWSTemplateFormatVersion: '2010-09-09'
Description: Forwards events of changes to cloud-tag-sync
Parameters:
  BusArn:
    Type: String
    Description: The output AwsBus of the stack of the function
    AllowedPattern: '^arn:[a-z-]+:events:[a-z0-9-]+:\\d{12}:event-bus/.+$'
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Description: Lets EventBridge send events to the bus of cloud-tag-sync
      AssumeRolePolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal:
              Service: events.amazonaws.com
            Action: sts:AssumeRole
      Policies:
        - PolicyName: send
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action: events:PutEvents
                Resource: !Ref BusArn
`;
