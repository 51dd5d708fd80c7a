using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Functional.Tests.Control.Revisions;

/// <summary>What tests of the configuration ask of a run.</summary>
internal static class RevisionRun
{
    public static async Task<HttpClient> AdministrationAsync(this ControlRun run) => await run.LoginAsync(ControlRun.AdminEmail, port: run.Program.AdminPort);

    public static async Task<HttpResponseMessage> PutAsync(this HttpClient client, string yaml)
    {
        using var content = new StringContent(yaml, Encoding.UTF8, "application/yaml");
        return await client.PutAsync("/admin/config", content);
    }

    public static string Yaml(string pool, params IEnumerable<string> addresses) =>
        $"pools:\n  - name: {pool}\n    backends:\n{string.Concat(addresses.Select(a => $"      - address: \"{a}\"\n"))}routes:\n  - {{ name: {pool}, host: {pool}.example, pool: {pool} }}\n";

    public static async Task PostAsync(this ControlRun run, string path, object body)
    {
        using var answer = await run.Admin.PostAsJsonAsync(path, body);
        await ControlRun.ReadAsync(answer);
    }

    public static async Task<JsonElement> GetAsync(this ControlRun run, string path)
    {
        using var answer = await run.Admin.GetAsync(path);
        return await ControlRun.ReadAsync(answer);
    }

    /// <summary>Status and body of what the gateway answers.</summary>
    public static async Task<(int Status, string Body)> PageAsync(this ControlRun run, string host)
    {
        using var answer = await run.AskAsync(host);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The report of /health, whose status may be any.</summary>
    public static async Task<string> GatewayHealthAsync(this ControlRun run)
    {
        using var answer = await run.Anonymous.GetAsync("/health");
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("components").GetProperty("gateway").ToString();
    }
}
