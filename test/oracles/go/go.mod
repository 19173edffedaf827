// The SDKs of which `baidu-types.check.ts` and `qingcloud-types.check.ts` read the types; nothing of them is built.
module oracles

go 1.25

require (
	github.com/baidubce/bce-sdk-go v0.9.273
	github.com/yunify/qingcloud-sdk-go v2.0.0-alpha.38+incompatible
)
