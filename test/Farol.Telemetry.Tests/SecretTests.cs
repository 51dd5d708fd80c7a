using Farol.Telemetry.Logging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Testing.Support;

namespace Farol.Telemetry.Tests;

public sealed class SecretTests
{
    private const string Secret = "s3cr3t-value";

    [Theory]
    [InlineData("Password")]
    [InlineData("RouterPassword")]
    [InlineData("access_token")]
    [InlineData("Authorization")]
    [InlineData("ApiKey")]
    [InlineData("Cookie")]
    public async Task A_value_with_a_secret_name_is_masked_in_fields_and_message(string name)
    {
        KeyValuePair<string, object?>[] state = [new(name, Secret), new("{OriginalFormat}", $"given {{{name}}} here")];

        var lines = await WriteAsync(log => log.Log(LogLevel.Information, 0, state, null, (_, _) => $"given {Secret} here"));

        Assert.Contains("\"message\":\"given *** here\"", lines, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, lines, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password=s3cr3t-value")]
    [InlineData("PASSWORD: s3cr3t-value")]
    [InlineData("{\"password\": \"s3cr3t-value\", \"x\": 1}")]
    [InlineData("Authorization: Bearer s3cr3t-value")]
    [InlineData("authorization: Basic s3cr3t-value")]
    [InlineData("GET /ws/monitor?access_token=s3cr3t-value&types=a")]
    [InlineData("refresh_token=s3cr3t-value;")]
    [InlineData("x-api-key: s3cr3t-value")]
    [InlineData("ROUTER_PASSWORD='s3cr3t-value'")]
    [InlineData("Set-Cookie: s3cr3t-value")]
    public async Task A_secret_in_a_text_is_masked_wherever_the_text_stands(string text)
    {
        var lines = await WriteAsync(log =>
        {
            log.LogInformation("{Text}", text);
            log.LogError(new InvalidOperationException(text), "failed");
            using var scope = log.BeginScope(new Dictionary<string, object?> { ["Url"] = text });
            log.LogInformation("in a scope");
        });

        Assert.DoesNotContain(Secret, lines, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("wrong password for user ana")]
    [InlineData("the token has expired")]
    [InlineData("12 tokens left")]
    public async Task Words_without_a_value_stay(string text) =>
        Assert.Contains(text, await WriteAsync(log => log.LogInformation("{Text}", text)), StringComparison.Ordinal);

    [Fact]
    public async Task The_rest_of_a_masked_text_stays()
    {
        var lines = await WriteAsync(log => log.LogInformation("{Text}", "GET /ws?access_token=abc&types=online_total"));

        Assert.Contains("GET /ws?access_token=***&types=online_total", lines, StringComparison.Ordinal);
    }

    private static async Task<string> WriteAsync(Action<ILogger> write)
    {
        using var console = new MemoryStream();
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(new ManualTime());
        services.AddLogging(l => l.AddFarolLog(new LogOptions { File = "" }, console));
        await using (var provider = services.BuildServiceProvider())
        {
            write(provider.GetRequiredService<ILoggerFactory>().CreateLogger("Farol.Test"));
            Assert.All(provider.GetRequiredService<RecentLogs>().Find(100), r => Assert.DoesNotContain(Secret, r.ToString(), StringComparison.Ordinal));
        }

        return System.Text.Encoding.UTF8.GetString(console.ToArray());
    }
}
