using System.Net;
using System.Text.RegularExpressions;

namespace Functional.Tests.Control.Routes;

/// <summary>Every route that takes an id, with the id of another tenant's object, and with a version that is old.</summary>
[Collection(RoutesGroup.Name)]
public sealed partial class ForeignIdTests(RoutesRun run) : IAsyncLifetime
{
    /// <summary>A number, so that it may stand where numbers stand.</summary>
    private const string Nobodys = "999999";

    private MadeObjects _made = null!;

    /// <summary>Writes on something that is there, but not to a version of it, and why.</summary>
    private static readonly Dictionary<string, string> _withoutVersion = new(StringComparer.Ordinal)
    {
        ["DELETE /api/sessions/{id}"] = "a session has no version: it goes on or has ended",
        ["POST /api/users/{id}/reset_link"] = "makes a link and leaves the user as it is",
        ["POST /api/hosts/{host}/check"] = "looks; what the record says decides",
        ["POST /api/hosts/{host}/approve"] = "gives the name to the tenant that it names, and is refused where another has it",
        ["POST /api/config/revisions/{number}/rollback"] = "a revision never changes",
        ["POST /api/routers/{id}/test"] = "tries and changes nothing",
        ["DELETE /api/routers/{id}/host_key"] = "the next key is pinned, whichever was there",
    };

    /// <summary>Only the platform's administrators may call the others at all, and no object is foreign to them; that tenants may not is in <see cref="WhoMayCallTests"/>.</summary>
    public static TheoryData<string> WithId => [.. Operations().Where(o => o.Role != "platform").Select(o => o.Key)];

    public static TheoryData<string> WithVersion => [.. ApiOperation.All.Where(o => o.TakesIfMatch).Select(o => o.Key)];

    public static TheoryData<string, string> WithForeignQuery
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var operation in ApiOperation.All.Where(o => !o.IsSocket && o.Role != "platform"))
            {
                foreach (var name in operation.QueryParameters.Where(n => n is "tenant" or "router"))
                {
                    cases.Add(operation.Key, name);
                }
            }

            return cases;
        }
    }

    public async ValueTask InitializeAsync() => _made = await run.MadeAsync();

    [Theory]
    [MemberData(nameof(WithId))]
    public async Task Another_tenants_object_is_not_there_and_looks_no_different_from_none(string key)
    {
        var operation = ApiOperation.Find(key);
        var id = _made.IdFor(operation)!;
        using var foreign = await run.CallAsync(operation, $"owner@{RoutesRun.Globex}", operation.Address(_ => id));
        using var none = await run.CallAsync(operation, $"owner@{RoutesRun.Globex}", operation.Address(_ => Nobodys));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, none.StatusCode));
        Assert.Equal(await TextAsync(none, Nobodys), await TextAsync(foreign, id));
        using var still = await run.CallAsync(ApiOperation.Find($"GET {MadeObjects.CollectionOf(operation)}"), MadeObjects.CallerOf(operation));
        Assert.Contains(id.Split('/')[0], await still.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(WithForeignQuery))]
    public async Task Another_tenant_and_its_router_are_not_there_in_a_query_either(string key, string parameter)
    {
        var operation = ApiOperation.Find(key);
        var id = parameter == "tenant" ? RoutesRun.Acme : _made.RouterId;
        using var foreign = await run.CallAsync(operation, $"owner@{RoutesRun.Globex}", With(operation, parameter, id));
        using var none = await run.CallAsync(operation, $"owner@{RoutesRun.Globex}", With(operation, parameter, Nobodys));
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (foreign.StatusCode, none.StatusCode));
        Assert.Equal(await TextAsync(none, Nobodys), await TextAsync(foreign, id));
    }

    [Theory]
    [MemberData(nameof(WithVersion))]
    public async Task An_old_version_is_412_and_changes_nothing(string key)
    {
        var operation = ApiOperation.Find(key);
        var caller = MadeObjects.CallerOf(operation);
        using var answer = await run.CallAsync(operation, caller, operation.Address(_ => _made.IdFor(operation)), ifMatch: "\"an-old-one\"");
        Assert.True(HttpStatusCode.PreconditionFailed == answer.StatusCode, $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
    }

    [Fact]
    public void Every_write_on_something_that_is_there_takes_a_version_or_it_is_said_why_not() =>
        Assert.Equal(_withoutVersion.Keys.Order(StringComparer.Ordinal), Operations().Where(o => o is { Method: not "GET", TakesIfMatch: false }).Select(o => o.Key).Order(StringComparer.Ordinal));

    private static string With(ApiOperation operation, string parameter, string value)
    {
        var address = operation.Address(_ => Nobodys);
        return $"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{parameter}={value}";
    }

    private static IEnumerable<ApiOperation> Operations() => ApiOperation.All.Where(o => !o.IsSocket && o.PathParameters.Count > 0);

    private static async Task<string> TextAsync(HttpResponseMessage answer, string id)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return Regex.Replace(Trace().Replace(text, "").Replace("\\u0022", "'", StringComparison.Ordinal), $@"\b{Regex.Escape(id)}\b", "ID");
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [GeneratedRegex("\"trace_id\":\"[^\"]*\"")]
    private static partial Regex Trace();
}
