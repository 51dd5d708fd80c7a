using System.Net;
using System.Net.Http.Json;
using Testing.Support;

namespace Functional.Tests.Control.Revisions;

/// <summary>The file given with <c>--config</c> beside what the API makes.</summary>
[Collection(ControlGroup.Name)]
public sealed class FilePartTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_and_api_have_their_own_objects_and_neither_takes_the_others()
    {
        using var folder = new TemporaryFolder();
        await using var backend = await NamedBackend.StartAsync("served");
        var file = folder.File("farol.yaml");
        await File.WriteAllTextAsync(file, RevisionRun.Yaml("filed", backend.Loopback), Cancellation);
        await using var run = await ControlRun.StartOwnAsync(arguments: ["--config", file]);
        var admin = await run.AdministrationAsync();
        Assert.Equal((200, "served"), await run.PageAsync("filed.example"));
        var first = (await run.GetAsync("/api/config/revisions")).GetProperty("items")[0];
        Assert.Equal(("file", $"file {file}"), (first.GetProperty("source").GetString(), first.GetProperty("actor").GetString()));

        using (var managed = await run.Admin.DeleteAsync("/api/pools/filed", Cancellation))
        {
            Assert.Equal(HttpStatusCode.Conflict, managed.StatusCode);
            Assert.Contains("farol.yaml", await managed.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        using (var same = await run.Admin.PostAsJsonAsync("/api/pools", new { name = "filed", backends = new[] { new { address = backend.Loopback } } }, Cancellation))
        {
            Assert.InRange((int)same.StatusCode, 409, 422);
        }

        // What was read may be written back; what the file manages stays, also where it is left out.
        using (var back = await admin.PutAsync(await admin.GetStringAsync("/admin/config", Cancellation)))
        {
            Assert.Equal(1, (await ControlRun.ReadAsync(back)).GetProperty("revision").GetInt32());
        }

        using (var put = await admin.PutAsync(RevisionRun.Yaml("api", backend.Loopback)))
        {
            Assert.Equal(2, (await ControlRun.ReadAsync(put)).GetProperty("revision").GetInt32());
        }

        Assert.Equal((200, "served"), await run.PageAsync("api.example"));
        Assert.Equal((200, "served"), await run.PageAsync("filed.example"));
        using (var other = await admin.PutAsync(RevisionRun.Yaml("filed", "192.0.2.1:80")))
        {
            Assert.Equal(HttpStatusCode.Conflict, other.StatusCode);
        }

        // A name of the API's in the file: the file comes second and is not used.
        await File.WriteAllTextAsync(file, RevisionRun.Yaml("api", backend.Loopback), Cancellation);
        await Eventually.True(async () => (await run.GatewayHealthAsync()).Contains("is not used", StringComparison.Ordinal), "health tells");
        Assert.Equal((200, "served"), await run.PageAsync("filed.example"));

        await File.WriteAllTextAsync(file, RevisionRun.Yaml("renamed", backend.Loopback), Cancellation);
        using (var reload = await admin.PostAsync("/admin/reload", null, Cancellation))
        {
            Assert.Equal(3, (await ControlRun.ReadAsync(reload)).GetProperty("revision").GetInt32());
        }

        Assert.Equal((200, "served"), await run.PageAsync("renamed.example"));
        Assert.NotEqual(200, (await run.PageAsync("filed.example")).Status);
        Assert.Equal((200, "served"), await run.PageAsync("api.example"));
    }
}
