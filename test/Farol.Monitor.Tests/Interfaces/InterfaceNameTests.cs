using Farol.Monitor.Interfaces;

namespace Farol.Monitor.Tests.Interfaces;

public sealed class InterfaceNameTests
{
    [Theory]
    [InlineData("GE0/1/0", "GigabitEthernet0/1/0")]
    [InlineData("GigabitEthernet0/1/0(10G)", "GigabitEthernet0/1/0")]
    [InlineData("GE1/0/0.50(10G)", "GigabitEthernet1/0/0.50")]
    [InlineData("Eth-Trunk100.3150", "Eth-Trunk100.3150")]
    [InlineData("100GE0/1/0", "100GE0/1/0")]
    [InlineData("50|100GE0/1/0", "50|100GE0/1/0")]
    [InlineData("Loop0", "LoopBack0")]
    [InlineData("NULL0", "NULL0")]
    public void Spellings_of_one_interface_meet(string name, string canonical) => Assert.Equal(canonical, InterfaceName.Canonical(name));

    [Theory]
    [InlineData("GigabitEthernet1/0/3.100", "1")]
    [InlineData("100GE0/1/0", "0")]
    [InlineData("50|100GE12/1/0", "12")]
    [InlineData("Eth-Trunk1", null)]
    [InlineData("Virtual-Ethernet1/0/1", null)]
    [InlineData("LoopBack0", null)]
    public void The_slot_is_the_first_number_of_a_port(string name, string? slot) => Assert.Equal(slot, InterfaceName.Slot(name));

    [Theory]
    [InlineData("GigabitEthernet0/1/0", true)]
    [InlineData("Eth-Trunk1", true)]
    [InlineData("Eth-Trunk1.100", false)]
    [InlineData("LoopBack0", false)]
    [InlineData("Virtual-Template1", false)]
    public void Only_ports_and_trunks_are_polled_in_full(string name, bool polled) => Assert.Equal(polled, InterfaceName.IsPhysicalOrTrunk(name));
}
