using System.Text.Json.Serialization;
using Farol.Access.Paging;
using Farol.Telemetry.Times;

namespace Farol.Control.Certificates;

/// <summary>The bodies of certificates.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(Page<CertificateBody>))]
[JsonSerializable(typeof(CertificateBody))]
[JsonSerializable(typeof(CertificateRequestBody))]
internal sealed partial class CertificateJson : JsonSerializerContext;
