using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Testing.Support;

namespace Functional.Tests.Control;

/// <summary>The console's one socket: a connection to the channels may follow a router's view too, where the port serves both.</summary>
[Collection(ControlGroup.Name)]
public sealed class GuestChannelTests(ControlRun run)
{
    [Theory]
    [InlineData("control", "channel: monitor is on ")]
    [InlineData("console", "router: there is no such router for this login")]
    public async Task A_channel_of_the_monitor_is_judged_by_port_and_by_router(string port, string refusal)
    {
        using var socket = await ConnectAsync(port);
        Assert.StartsWith(refusal, await RefusalAsync(socket, new { type = "subscribe", channel = "monitor", router = "nobodys" }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unsubscribe")]
    [InlineData("pause")]
    [InlineData("resume")]
    public async Task What_was_not_subscribed_to_cannot_be_left(string type)
    {
        using var socket = await ConnectAsync("console");
        Assert.Contains("has not subscribed to monitor", await RefusalAsync(socket, new { type, channel = "monitor" }), StringComparison.Ordinal);
    }

    private static async Task<string> RefusalAsync(ClientWebSocket socket, object message)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Eventually.Patience);
        await socket.SendAsync(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(message)), WebSocketMessageType.Text, endOfMessage: true, limit.Token);
        var buffer = new byte[1024 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult part;
            do
            {
                part = await socket.ReceiveAsync(buffer.AsMemory(length), limit.Token);
                length += part.Count;
            }
            while (!part.EndOfMessage);
            using var frame = JsonDocument.Parse(buffer.AsMemory(0, length));
            if (frame.RootElement.GetProperty("type").GetString() == "error")
            {
                return frame.RootElement.GetProperty("error").GetString()!;
            }
        }
    }

    private async Task<ClientWebSocket> ConnectAsync(string port)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {await run.TokenAsync(ControlRun.AdminEmail)}");
        var number = port == "console" ? run.Program.ConsolePort : run.Program.ControlPort;
        await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{number}/api/ws/status"), TestContext.Current.CancellationToken);
        return socket;
    }
}
