using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Farol.Control.Certificates.Acme;

/// <summary>Speaks RFC 8555 with one authority: signed requests, each with a fresh nonce. Used by one order at a time.</summary>
internal sealed class AcmeClient(HttpClient http, AcmeOptions options, AccountKey key)
{
    /// <summary>The authority may find a nonce too old several times in a row when it has many front ends.</summary>
    private const int MaxNonceTries = 5;

    private AcmeDirectory? _directory;
    private string? _nonce;

    /// <summary>The account's address; set before anything but <see cref="RegisterAsync"/> is called.</summary>
    public string? AccountUrl { get; set; }

    /// <summary>Makes the account, or finds the one that the key has.</summary>
    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        var wanted = new JsonObject { ["termsOfServiceAgreed"] = options.AgreesToTerms };
        if (options.Email is { } email)
        {
            wanted["contact"] = new JsonArray($"mailto:{email}");
        }

        using var answer = await PostAsync((await DirectoryAsync(cancellationToken)).NewAccount, wanted.ToJsonString(), cancellationToken);
        AccountUrl = answer.Headers.Location?.ToString() ?? throw new AcmeException("The authority made an account and did not say where it is.");
    }

    /// <returns>The order and where it is.</returns>
    public async Task<(AcmeOrder Order, string Url)> OrderAsync(IReadOnlyList<string> hosts, CancellationToken cancellationToken)
    {
        var identifiers = new JsonArray([.. hosts.Select(h => new JsonObject { ["type"] = "dns", ["value"] = h })]);
        using var answer = await PostAsync(
            (await DirectoryAsync(cancellationToken)).NewOrder, new JsonObject { ["identifiers"] = identifiers }.ToJsonString(), cancellationToken);
        var url = answer.Headers.Location?.ToString() ?? throw new AcmeException("The authority took an order and did not say where it is.");
        return (await ReadAsync(answer, AcmeJson.Default.AcmeOrder, cancellationToken), url);
    }

    public async Task<(T Value, TimeSpan? RetryAfter)> GetAsync<T>(string url, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using var answer = await PostAsync(url, "", cancellationToken);
        return (await ReadAsync(answer, type, cancellationToken), answer.Headers.RetryAfter?.Delta);
    }

    public async Task<string> DownloadAsync(string url, CancellationToken cancellationToken)
    {
        using var answer = await PostAsync(url, "", cancellationToken);
        return await answer.Content.ReadAsStringAsync(cancellationToken);
    }

    /// <summary>Asks the authority to look at a challenge.</summary>
    public async Task BeginAsync(AcmeChallenge challenge, CancellationToken cancellationToken)
    {
        using var answer = await PostAsync(challenge.Url, "{}", cancellationToken);
    }

    /// <param name="request">The certificate's signing request, DER.</param>
    public async Task FinalizeAsync(string url, byte[] request, CancellationToken cancellationToken)
    {
        var body = new JsonObject { ["csr"] = System.Buffers.Text.Base64Url.EncodeToString(request) };
        using var answer = await PostAsync(url, body.ToJsonString(), cancellationToken);
    }

    private async Task<AcmeDirectory> DirectoryAsync(CancellationToken cancellationToken)
    {
        if (_directory is null)
        {
            using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, options.Directory), cancellationToken);
            await ThrowIfRefusedAsync(answer, cancellationToken);
            _directory = await ReadAsync(answer, AcmeJson.Default.AcmeDirectory, cancellationToken);
        }

        return _directory;
    }

    private async Task<HttpResponseMessage> PostAsync(string url, string payload, CancellationToken cancellationToken)
    {
        for (var i = 0; ; i++)
        {
            var nonce = Interlocked.Exchange(ref _nonce, null) ?? await NonceAsync(cancellationToken);
            var signed = key.Sign(url, nonce, AccountUrl, payload);
            var answer = await SendAsync(() => Post(url, signed), cancellationToken);
            Keep(answer);
            try
            {
                await ThrowIfRefusedAsync(answer, cancellationToken);
                return answer;
            }
            catch (AcmeException refused) when (refused.Kind == "badNonce" && i + 1 < MaxNonceTries)
            {
                answer.Dispose();
            }
            catch
            {
                answer.Dispose();
                throw;
            }
        }
    }

    private static HttpRequestMessage Post(string url, string signed)
    {
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(signed));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/jose+json");
        return new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
    }

    private async Task<string> NonceAsync(CancellationToken cancellationToken)
    {
        var url = (await DirectoryAsync(cancellationToken)).NewNonce;
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Head, url), cancellationToken);
        Keep(answer);
        return Interlocked.Exchange(ref _nonce, null) ?? throw new AcmeException($"The authority gave no nonce at {url}.");
    }

    private void Keep(HttpResponseMessage answer)
    {
        if (answer.Headers.TryGetValues("Replay-Nonce", out var values))
        {
            _nonce = values.FirstOrDefault();
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> request, CancellationToken cancellationToken)
    {
        try
        {
            using var message = request();
            return await http.SendAsync(message, cancellationToken);
        }
        catch (HttpRequestException failure)
        {
            throw new AcmeException($"The authority at {options.Directory.Host} cannot be reached: {failure.Message}", failure);
        }
        catch (OperationCanceledException slow) when (slow.InnerException is TimeoutException)
        {
            throw new AcmeException($"The authority at {options.Directory.Host} did not answer in time.", slow);
        }
    }

    private static async Task ThrowIfRefusedAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.IsSuccessStatusCode)
        {
            return;
        }

        AcmeProblem? problem = null;
        try
        {
            problem = JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(cancellationToken), AcmeJson.Default.AcmeProblem);
        }
        catch (JsonException)
        {
            // Whatever stands there says less than the status.
        }

        throw new AcmeException(problem is null || answer.StatusCode == HttpStatusCode.BadGateway
            ? $"The authority answered {(int)answer.StatusCode}."
            : $"The authority refuses: {problem.Text}")
        {
            Kind = problem?.Type?.Split(':')[^1],
        };
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        try
        {
            return JsonSerializer.Deserialize(await answer.Content.ReadAsByteArrayAsync(cancellationToken), type)
                ?? throw new AcmeException($"The authority answered nothing at {answer.RequestMessage?.RequestUri}.");
        }
        catch (JsonException wrong)
        {
            throw new AcmeException($"What the authority answered at {answer.RequestMessage?.RequestUri} is not as RFC 8555 has it.", wrong);
        }
    }
}
