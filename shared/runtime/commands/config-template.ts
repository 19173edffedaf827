/** What `init` writes. The example is valid as it stands, except that it must be told where to keep the log. */
export const CONFIG_TEMPLATE = `# The configuration of tagsync. "tagsync doctor" checks it, "tagsync sync" runs it.
# Unknown keys are errors. Any text may hold references, and secrets must be references:
#   \${env:NAME}  \${file:/path}  \${ssm:/name}  \${secretsmanager:id-or-arn#key}     ($\${ is the text "\${")

# Where the log is kept: a directory, or a bucket that is this job's own.
store: file:///var/lib/tagsync
# store: s3://my-bucket/prefix?region=eu-west-1
# store: oss://my-bucket/prefix?region=cn-hangzhou    # a bucket that never had versioning; internal=true inside
# store: azblob://my-account/my-container/prefix      # key: AZURE_STORAGE_KEY, or AZURE_STORAGE_SAS_TOKEN
# store:
#   type: s3
#   bucket: my-bucket
#   prefix: tagsync
#   region: eu-west-1
#   sse: aws:kms
#   kmsKeyId: arn:aws:kms:eu-west-1:111111111111:key/00000000-0000-0000-0000-000000000000
#   objectTags: { team: platform }          # of every object; needs s3:PutObjectTagging
#   endpoint: https://minio.example.com     # S3-compatible stores
#   pathStyle: true
#   createOnly: cos                         # or obs: the header of Tencent COS, of Huawei OBS
#   accessKeyId: \${env:STORE_KEY_ID}        # default: the ambient credentials
#   secretAccessKey: \${env:STORE_SECRET}

# A store without create-only puts can be used by one single process, which is then on you.
# singleWriter: false

# What is listed. Without accounts: the account of the ambient credentials.
providers:
  aws:
    # accounts:
    #   - id: "111111111111"                # in quotes
    #   - name: production
    #     roleArn: arn:aws:iam::222222222222:role/cloud-tag-sync
    #     externalId: \${env:TAGSYNC_EXTERNAL_ID}
    # organization:                         # instead of accounts: every active account of it
    #   roleName: cloud-tag-sync
    #   externalId: \${env:TAGSYNC_EXTERNAL_ID}
    # regions:
    #   include: ["eu-*", us-east-1]        # default: every enabled region
    #   exclude: [eu-south-2]
  # kubernetes:
  #   clusters:
  #     - id: production                    # for good
  #       inCluster: true                   # or kubeconfig: /path, or server, ca and eks, aks, token or tokenFile

# Which tag keys are kept; deny wins.
# tags:
#   allow: ["*"]
#   deny: ["aws:*", "*password*"]

# Who is told of changes. Names are remembered: a new name starts with a snapshot.
# sinks:
#   - type: webhook
#     name: controller
#     url: https://controller.example.com/events
#     secret: \${env:WEBHOOK_SECRET}         # whsec_... of Standard Webhooks
#     headers:
#       authorization: Bearer \${env:CONTROLLER_TOKEN}
#     ca: \${file:/etc/tagsync/ca.pem}
#     cert: \${file:/etc/tagsync/client.pem}
#     key: \${file:/etc/tagsync/client-key.pem}
#     timeoutSeconds: 15

# A list that lacks more than this share of what stood, and at least so many records, is held: its
# removals wait for a person, or for so many complete listings over so many minutes that agree.
# guard:
#   maxShare: 0.3
#   minRemoved: 10
#   confirm: { listings: 3, minutes: 30 }   # or: never

# How long any version can be read back, and how long a sink that does not answer holds the log.
# retention:
#   days: 35
#   maxLagDays: 7
#   versions: 1000     # of each scope, whatever "days" says; the last two days stay, and what newer versions
#                      # stand on. Default: all

# Of lists held in memory at once.
# memoryMegabytes: 256

# One message per scope through an SQS FIFO queue instead of one run for all.
# fanOut:
#   queueUrl: https://sqs.eu-west-1.amazonaws.com/111111111111/tagsync.fifo
#   periodSeconds: 300

# What AWS tells as it happens, through a queue of its own that holds a message back for as many seconds.
# refresh:
#   queueUrl: https://sqs.eu-west-1.amazonaws.com/111111111111/tagsync-refreshes.fifo
#   seconds: 10
`;
