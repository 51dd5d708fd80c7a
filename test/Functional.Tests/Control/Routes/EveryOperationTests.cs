using System.Text.Json;

namespace Functional.Tests.Control.Routes;

/// <summary>Every operation is called with the example of the document, and its answer held against its schema.</summary>
public sealed class EveryOperationTests
{
    /// <summary>What an example alone may not make succeed, with the status that it gets, and why.</summary>
    private static readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal)
    {
        // Tokens of a login and of a link are nobody's before they were given.
        ["POST /api/auth/refresh"] = 401,
        ["POST /api/auth/reset"] = 422,
        // Silences are Alertmanager's, and the run has none.
        ["POST /api/alerts/{id}/silence"] = 422,
        // Where making it has looked a moment ago.
        ["POST /api/hosts/{host}/check"] = 429,
        // The run is started without a file.
        ["POST /admin/reload"] = 409,
        ["POST /admin/api/reload"] = 409,
        // Its router has not been reached yet.
        ["DELETE /api/routers/{id}/host_key"] = 404,
    };

    [Fact]
    public async Task The_answer_is_as_the_document_says()
    {
        await using var run = new RoutesRun();
        await run.InitializeAsync();
        var made = await run.MadeAsync();
        var faults = new List<string>();
        foreach (var operation in InOrder())
        {
            var who = operation.IsPublic ? null : EndsItsLogin(operation) ? await run.FreshAsync() : MadeObjects.CallerOf(operation);
            var id = made.IdFor(operation);
            var tenant = who == "platform" && operation is { TakesTenant: true, PathParameters.Count: > 0 } ? $"?tenant={RoutesRun.Acme}" : "";
            using var answer = await run.CallAsync(operation, who, operation.Address(_ => id) + tenant);
            faults.AddRange((await FaultsAsync(operation, answer)).Select(f => $"{operation}: {f}"));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    /// <summary>What makes objects has been called before; then what reads, what changes, and last what removes: backends before somebody replaces their pool.</summary>
    private static IEnumerable<ApiOperation> InOrder() => ApiOperation.All
        .Where(o => !o.IsSocket && !(o.Method == "POST" && ApiOperation.All.Any(other => other.Method == "DELETE" && other.Path.StartsWith(o.Path + "/{", StringComparison.Ordinal))))
        .OrderBy(Turn)
        .ThenByDescending(o => o.Path, StringComparer.Ordinal);

    private static bool EndsItsLogin(ApiOperation operation) => operation.Path is "/api/auth/logout" or "/api/auth/tenant";

    private static int Turn(ApiOperation operation) => (operation.Method, operation.Path) switch
    {
        (_, var path) when path.EndsWith("logout", StringComparison.Ordinal) => 5,
        ("GET", _) => 0,
        ("PUT", "/api/backends/{id}") => 1,
        ("DELETE", "/api/backends/{id}") => 2,
        // What the installation has made goes with it.
        (_, "/admin/config" or "/admin/api/config" or "/api/config/revisions/{number}/rollback") => 7,
        ("PUT", _) => 3,
        ("POST", _) => 4,
        _ => 6,
    };

    private static async Task<IEnumerable<string>> FaultsAsync(ApiOperation operation, HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var status = (int)answer.StatusCode;
        if ((status is < 200 or > 299) && _refused.GetValueOrDefault(operation.Key) != status)
        {
            return [$"{status} {text[..Math.Min(300, text.Length)]}"];
        }

        if (!operation.Json.GetProperty("responses").TryGetProperty($"{status}", out var response))
        {
            return [$"{status} is not in the document"];
        }

        if (!response.TryGetProperty("content", out var content))
        {
            return text.Length == 0 ? [] : [$"{status} has a body that is not in the document"];
        }

        var type = content.EnumerateObject().Single();
        if (answer.Content.Headers.ContentType?.MediaType != type.Name)
        {
            return [$"{answer.Content.Headers.ContentType} is not {type.Name}"];
        }

        return type.Name.EndsWith("json", StringComparison.Ordinal) ? JsonShape.FaultsOf(JsonDocument.Parse(text).RootElement, type.Value.GetProperty("schema")).Take(5) : [];
    }
}
