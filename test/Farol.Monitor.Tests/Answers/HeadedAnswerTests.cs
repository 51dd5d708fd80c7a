using System.Buffers;
using System.Text;
using Farol.Monitor.Answers;
using Farol.Monitor.Routers;

namespace Farol.Monitor.Tests.Answers;

public sealed class HeadedAnswerTests
{
    [Fact]
    public void The_head_comes_first_and_the_fields_follow_in_the_contracts_spelling()
    {
        var router = new RouterDefinition
        {
            Id = "bng-01",
            TenantId = "t",
            Name = "BNG",
            Host = "192.0.2.1",
            Port = 22,
            Protocol = RouterProtocol.Ssh,
            Username = "u",
            ManagedBy = "file",
            IsSimulated = true,
        };
        var buffer = new ArrayBufferWriter<byte>();
        new HeadedAnswer(router, DateTimeOffset.UnixEpoch, new { OnlineTotal = (int?)null, Text = "Praça" }, success: false).Write(buffer);

        Assert.Equal(
            """{"success":false,"timestamp":"1970-01-01T00:00:00.000Z","router":"bng-01","simulated":true,"online_total":null,"text":"Praça"}""",
            Encoding.UTF8.GetString(buffer.WrittenSpan));
    }
}
