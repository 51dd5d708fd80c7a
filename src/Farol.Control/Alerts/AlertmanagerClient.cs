using System.Net.Http.Json;
using System.Text.Json;
using Farol.Access.Problems;

namespace Farol.Control.Alerts;

/// <summary>Silences alerts at Alertmanager (its API v2).</summary>
internal sealed class AlertmanagerClient(AlertOptions options) : IDisposable
{
    private const int MaxAnswerBytes = 64 * 1024;

    private static readonly TimeSpan _timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = _timeout, MaxResponseContentBufferSize = MaxAnswerBytes };

    /// <summary>The silence's id, or what the caller gets.</summary>
    public async Task<(string? Id, ApiProblem? Problem)> SilenceAsync(
        IReadOnlyDictionary<string, string> labels, DateTimeOffset from, DateTimeOffset until, string actor, string comment, CancellationToken cancellationToken)
    {
        var silence = new
        {
            matchers = labels.OrderBy(l => l.Key, StringComparer.Ordinal).Select(l => new { name = l.Key, value = l.Value, isRegex = false, isEqual = true }),
            startsAt = from.UtcDateTime.ToString("O"),
            endsAt = until.UtcDateTime.ToString("O"),
            createdBy = actor,
            comment,
        };
        try
        {
            using var answer = await _http.PostAsJsonAsync(new Uri(Base, "api/v2/silences"), silence, cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            return answer.IsSuccessStatusCode && Read(text) is { } id
                ? (id, null)
                : (null, ApiProblem.BadUpstream($"Alertmanager answered {(int)answer.StatusCode} and made no silence."));
        }
        catch (HttpRequestException failure)
        {
            return (null, ApiProblem.BadUpstream($"Alertmanager at FAROL_ALERTMANAGER_URL cannot be reached: {failure.Message}"));
        }
        catch (OperationCanceledException slow) when (slow.InnerException is TimeoutException)
        {
            return (null, ApiProblem.UpstreamTimeout($"Alertmanager at FAROL_ALERTMANAGER_URL did not answer within {_timeout.TotalSeconds:0} s."));
        }
    }

    /// <summary>Where people see the silence.</summary>
    public string LinkTo(string silenceId) => new Uri(Base, $"#/silences/{silenceId}").ToString();

    public void Dispose() => _http.Dispose();

    private Uri Base => new(options.Alertmanager!.ToString().TrimEnd('/') + "/");

    private static string? Read(string json)
    {
        try
        {
            return JsonDocument.Parse(json).RootElement.TryGetProperty("silenceID", out var id) ? id.GetString() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
