/**
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucket.html
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/security-best-practices.html
 */
export const BUCKET_TEMPLATE = `# The bucket of cloud-tag-sync: private, TLS only, encrypted, versioned. Deleting the stack leaves it.
AWSTemplateFormatVersion: '2010-09-09'
Description: Log of cloud-tag-sync
Parameters:
  BucketName:
    Type: String
    Default: ''
    Description: Empty lets CloudFormation choose one
  KmsKeyArn:
    Type: String
    Default: ''
    Description: Empty encrypts with keys of S3 (SSE-S3)
  NoncurrentDays:
    Type: Number
    Default: 30
    MinValue: 1
    Description: How long what was overwritten or deleted can be brought back
Conditions:
  IsNamed: !Not [!Equals [!Ref BucketName, '']]
  HasKey: !Not [!Equals [!Ref KmsKeyArn, '']]
Resources:
  Bucket:
    Type: AWS::S3::Bucket
    DeletionPolicy: Retain
    UpdateReplacePolicy: Retain
    Properties:
      BucketName: !If [IsNamed, !Ref BucketName, !Ref AWS::NoValue]
      PublicAccessBlockConfiguration:
        BlockPublicAcls: true
        BlockPublicPolicy: true
        IgnorePublicAcls: true
        RestrictPublicBuckets: true
      OwnershipControls:
        Rules:
          - ObjectOwnership: BucketOwnerEnforced
      BucketEncryption:
        ServerSideEncryptionConfiguration:
          - BucketKeyEnabled: !If [HasKey, true, false]
            ServerSideEncryptionByDefault:
              SSEAlgorithm: !If [HasKey, aws:kms, AES256]
              KMSMasterKeyID: !If [HasKey, !Ref KmsKeyArn, !Ref AWS::NoValue]
      VersioningConfiguration:
        Status: Enabled
      LifecycleConfiguration:
        Rules:
          # The job deletes what is out of its retention; this removes what versioning keeps of it.
          - Id: noncurrent
            Status: Enabled
            NoncurrentVersionExpiration:
              NoncurrentDays: !Ref NoncurrentDays
            ExpiredObjectDeleteMarker: true
            AbortIncompleteMultipartUpload:
              DaysAfterInitiation: 1
  TlsOnly:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref Bucket
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Sid: TlsOnly
            Effect: Deny
            Principal: '*'
            Action: s3:*
            Resource:
              - !GetAtt Bucket.Arn
              - !Sub '\${Bucket.Arn}/*'
            Condition:
              Bool:
                aws:SecureTransport: 'false'
Outputs:
  Store:
    Description: For "store" in tagsync.yaml
    Value: !Sub 's3://\${Bucket}?region=\${AWS::Region}'
`;
