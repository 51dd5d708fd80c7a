using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;

namespace Farol.Hosting;

/// <summary>
/// Long rows of figures are compressed for who takes it: a day of a curve is a twentieth of its size, which is what a phone waits for. Only figures: an
/// answer that holds a secret beside what somebody sent tells of it by its compressed length.
/// </summary>
internal static class SmallerAnswers
{
    private static readonly string[] _figures = ["/api/history", "/api/interfaces_status", "/api/network_traffic", "/api/system_metrics", "/api/pppoe_stats"];

    public static void AddSmallerAnswers(this IServiceCollection services)
    {
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["application/json"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });

        // The quickest there is: the processor is the routers' and the gateway's.
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        services.Configure<GzipCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
    }

    public static void UseSmallerAnswers(this WebApplication app) => app.UseWhen(
        http => HttpMethods.IsGet(http.Request.Method) && Array.Exists(_figures, path => http.Request.Path.Equals(path, StringComparison.OrdinalIgnoreCase)),
        branch => branch.UseResponseCompression());
}
