using System.Net;
using System.Text.RegularExpressions;

namespace Functional.Tests.Control.Routes;

/// <summary>Every route that takes an id, with the id of another tenant's object, and with a version that is old.</summary>
[Collection(RoutesGroup.Name)]
public sealed partial class ForeignIdTests(RoutesRun run) : IAsyncLifetime
{
    private MadeObjects _made = null!;

    public static TheoryData<string> WithId => [.. Operations().Where(o => o.Role != "platform").Select(o => o.Key)];

    public static TheoryData<string> WithVersion => [.. Operations().Where(o => o.TakesIfMatch).Select(o => o.Key)];

    public async ValueTask InitializeAsync() => _made = await run.MadeAsync();

    [Theory]
    [MemberData(nameof(WithId))]
    public async Task Another_tenants_object_is_not_there_and_looks_no_different_from_none(string key)
    {
        var operation = ApiOperation.Find(key);
        if (_made.IdFor(operation) is not { } id)
        {
            Assert.Contains(MadeObjects.CollectionOf(operation), _withoutObjects);
            return;
        }

        using var foreign = await run.CallAsync(operation, $"owner@{RoutesRun.Globex}", operation.Address(_ => id));
        using var none = await run.CallAsync(operation, $"owner@{RoutesRun.Globex}", operation.Address(_ => "no-such-thing"));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, none.StatusCode));
        Assert.Equal(await TextAsync(none, "no-such-thing"), await TextAsync(foreign, id));
        using var still = await run.CallAsync(ApiOperation.Find($"GET {MadeObjects.CollectionOf(operation)}"), MadeObjects.CallerOf(operation));
        Assert.Contains(id.Split('/')[0], await still.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WithVersion))]
    public async Task An_old_version_is_412_and_changes_nothing(string key)
    {
        var operation = ApiOperation.Find(key);
        if (_made.IdFor(operation) is not { } id)
        {
            Assert.Contains(MadeObjects.CollectionOf(operation), _withoutObjects);
            return;
        }

        var caller = MadeObjects.CallerOf(operation);
        using var answer = await run.CallAsync(operation, caller, operation.Address(_ => id), ifMatch: "\"an-old-one\"");
        Assert.True(HttpStatusCode.PreconditionFailed == answer.StatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
    }

    /// <summary>Kinds that no example makes: sessions come from logins, revisions from every change, certificates from an authority, alerts from Alertmanager.</summary>
    private static readonly HashSet<string> _withoutObjects = new(StringComparer.Ordinal) { "/api/sessions", "/api/config/revisions", "/api/certificates", "/api/alerts" };

    private static IEnumerable<ApiOperation> Operations() => ApiOperation.All.Where(o => !o.IsSocket && o.PathParameters.Count > 0);

    private static async Task<string> TextAsync(HttpResponseMessage answer, string id)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return Trace().Replace(text, "").Replace(id, "ID", StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [GeneratedRegex("\"trace_id\":\"[^\"]*\"")]
    private static partial Regex Trace();
}
