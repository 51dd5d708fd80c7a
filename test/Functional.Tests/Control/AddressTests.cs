using System.Net.Http.Json;
using System.Text.Json;

namespace Functional.Tests.Control;

/// <summary>The program's sockets take both families, and an IPv4 client is still told by its IPv4 address.</summary>
[Collection(ControlGroup.Name)]
public sealed class AddressTests(ControlRun run)
{
    [Theory]
    [InlineData("/api/sessions", "address")]
    [InlineData("/api/audit?action=login", "address")]
    public async Task A_client_over_IPv4_has_a_plain_address(string path, string field)
    {
        var answer = await run.Admin.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

        var addresses = answer.GetProperty("items").EnumerateArray().Select(i => i.GetProperty(field).GetString()).ToList();
        Assert.Contains("127.0.0.1", addresses);
        Assert.DoesNotContain(addresses, a => a?.StartsWith("::ffff:", StringComparison.OrdinalIgnoreCase) == true);
    }
}
