using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using Functional.Tests.Running;

namespace Functional.Tests.Monitor;

/// <summary>Somebody who polls by one connection is judged and counted each time, although the connection answers most of it by itself.</summary>
public sealed partial class RepeatedFiguresTests : IAsyncLifetime
{
    private const int PerMinute = 60;

    private FarolProcess _program = null!;

    public async ValueTask InitializeAsync() => _program = await FarolProcess.StartAsync(new Dictionary<string, string> { ["RATE_LIMIT_DATA"] = $"{PerMinute}" });

    [Fact]
    public async Task Each_answer_is_of_its_own_time_counted_and_within_the_limit()
    {
        var times = new HashSet<string>();
        var allowed = 0;
        for (var n = 0; n < PerMinute * 2; n++)
        {
            using var answer = await _program.Http.GetAsync("/api/online_total", TestContext.Current.CancellationToken);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                Assert.NotNull(answer.Headers.RetryAfter);
                break;
            }

            allowed++;
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
            Assert.True(body.GetProperty("online_total").GetInt64() > 0);
            times.Add(body.GetProperty("timestamp").GetString()!);
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, TestContext.Current.CancellationToken);
        }

        Assert.Equal(PerMinute, allowed);
        Assert.Equal(allowed, times.Count);
        using HttpClient metrics = new();
        var page = await metrics.GetStringAsync($"http://127.0.0.1:{_program.MetricsPort}/metrics", TestContext.Current.CancellationToken);
        Assert.Equal(allowed, Count(page, "http_requests_total"));
        Assert.Equal(allowed, Count(page, "http_request_duration_seconds_count"));
    }

    [Fact]
    public async Task A_login_that_ends_ends_for_a_connection_that_polls()
    {
        using var person = await _program.LoginAsync();
        var token = await _program.TokenAsync(FarolProcess.NewPassword);
        using HttpClient poller = new() { BaseAddress = _program.Http.BaseAddress };
        poller.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        for (var n = 0; n < 20; n++)
        {
            using var answer = await poller.GetAsync("/api/online_total", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        using HttpRequestMessage logout = new(HttpMethod.Post, "/api/auth/logout");
        logout.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var left = await person.SendAsync(logout, TestContext.Current.CancellationToken);
        Assert.True(left.IsSuccessStatusCode, $"{left.StatusCode}");
        using var refused = await poller.GetAsync("/api/online_total", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    public async ValueTask DisposeAsync() => await _program.DisposeAsync();

    private static int Count(string page, string name) => Samples().Matches(page)
        .Where(m => m.Groups["name"].Value == name && m.Groups["labels"].Value.Contains("/api/online_total", StringComparison.Ordinal) && m.Groups["labels"].Value.Contains("\"200\"", StringComparison.Ordinal))
        .Sum(m => int.Parse(m.Groups["value"].Value, CultureInfo.InvariantCulture));

    [GeneratedRegex(@"^(?<name>\w+)\{(?<labels>[^}]*)\} (?<value>\d+)$", RegexOptions.Multiline)]
    private static partial Regex Samples();
}
